using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace PlantOps.Gateway.Operations.Documentation;

/// <summary>The API's description: <c>/openapi/v1.json</c> for programs, <c>/docs</c> for people.</summary>
internal static class ApiDocumentation
{
    private const string Scheme = "bearer";

    public static IServiceCollection AddApiDocumentation(this IServiceCollection services) => services.AddOpenApi(options => options
        .AddDocumentTransformer((document, _, _) => Describe(document))
        .AddOperationTransformer((operation, context, _) => Lock(operation, context)));

    public static void MapApiDocumentation(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi();
        // Everything comes from the gateway itself: a plant's page must open in a house without internet.
        routes.MapScalarApiReference("/docs", options => options
            .WithTitle("PlantOps API")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent());
    }

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "PlantOps",
            Version = "v1",
            Description = "Readings of plants, and the devices that take them. Times are Unix milliseconds, UTC.",
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

    private static Task Lock(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        }

        return Task.CompletedTask;
    }
}
