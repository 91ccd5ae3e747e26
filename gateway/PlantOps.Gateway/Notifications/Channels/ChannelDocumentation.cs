using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PlantOps.Gateway.Notifications.Channels;

/// <summary>Says in the API's description which kinds of channel there are, and which fields they have.</summary>
internal sealed class ChannelDocumentation(ChannelKinds kinds) : IOpenApiDocumentTransformer
{
    private const string Kind = "ChannelKind";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        var schemas = document.Components!.Schemas!;
        var names = kinds.Names.Select(name => (JsonNode)name);
        document.AddComponent(Kind, new OpenApiSchema { Enum = [.. names, JsonNullSentinel.JsonNull] });
        Describe(schemas[nameof(ChannelRequest)].Properties!, document);
        Describe(schemas[nameof(ChannelView)].Properties!, document);
        document.Components.Schemas = schemas.OrderBy(schema => schema.Key, StringComparer.Ordinal).ToDictionary();
        return Task.CompletedTask;
    }

    private void Describe(IDictionary<string, IOpenApiSchema> properties, OpenApiDocument document)
    {
        var kind = new OpenApiSchemaReference(Kind, document) { Description = $"{kinds.Problem(null)} It cannot be changed." };
        properties["kind"] = new OpenApiSchema { OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, kind] };
        foreach (var field in kinds.Fields)
        {
            properties[field.Name] = new OpenApiSchema
            {
                Type = JsonSchemaType.Null | (field.IsNumber ? JsonSchemaType.Integer : JsonSchemaType.String),
                Description = kinds.HelpOf(field.Name),
                Format = field.IsNumber ? "int32" : null,
            };
        }
    }
}
