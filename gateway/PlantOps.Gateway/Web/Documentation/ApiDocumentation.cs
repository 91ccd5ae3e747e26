using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace PlantOps.Gateway.Web.Documentation;

/// <summary>The API's description: <c>/openapi/v1.json</c> for programs, <c>/docs</c> for people.</summary>
internal static class ApiDocumentation
{
    /// <summary>What the description is called.</summary>
    public const string Name = "v1";

    public const string Scheme = "bearer";

    /// <summary>Where an operation says which right it needs.</summary>
    public const string RightExtension = "x-plantops-right";

    public static IServiceCollection AddApiDocumentation(this IServiceCollection services) =>
        services.AddOpenApi(Name, options => options
        .AddDocumentTransformer((document, _, _) => Describe(document))
        .AddSchemaTransformer((schema, context, _) =>
        {
            ApiExamples.Describe(schema, context);
            schema.Description = OnOneLine(schema.Description);
            return Task.CompletedTask;
        }));

    public static void MapApiDocumentation(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        // Everything comes from the gateway itself: a plant's page must open in a house without internet.
        routes.MapScalarApiReference("/docs", options => options
            .WithTitle("PlantOps API")
            .WithNonce()
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent());
    }

    // Where a comment of the source goes on in the next line says nothing.
    private static string? OnOneLine(string? text) => text is null
        ? null
        : string.Join(' ', text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "PlantOps",
            Version = "v1",
            Description =
                $"Readings of plants, and the devices that take them. Times are Unix milliseconds, UTC. "
                + $"{RightExtension} says which right an operation needs.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token from `plantops token create NAME`.",
            },
        };
        return Task.CompletedTask;
    }
}
