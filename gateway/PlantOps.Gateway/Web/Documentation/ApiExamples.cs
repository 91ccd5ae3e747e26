using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PlantOps.Gateway.Web.Documentation;

/// <summary>
/// How a feature's messages look, for whoever reads the API's description. A test reads each as what it is an example of.
/// </summary>
internal sealed record ApiExamples(IReadOnlyDictionary<Type, string> ByType)
{
    public static void Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        foreach (var examples in context.ApplicationServices.GetServices<ApiExamples>())
        {
            if (examples.ByType.TryGetValue(context.JsonTypeInfo.Type, out var example))
                schema.Examples = [JsonNode.Parse(example)!];
        }
    }
}
