using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web.Documentation;

namespace PlantOps.Gateway.Access;

/// <summary>Which right an operation needs, read off the policy that also enforces it: the two cannot differ.</summary>
internal static class ApiRights
{
    /// <summary>Anybody may.</summary>
    public const string None = "none";

    /// <summary>Whoever owns the data directory may, on its socket.</summary>
    public const string Local = "local";

    // From the weakest: who needs several needs the strongest.
    private static readonly string[] Policies =
        [AccessPolicies.Read, AccessPolicies.Care, AccessPolicies.Publish, AccessPolicies.Manage, AccessPolicies.Own];

    public static string Of(IEnumerable<object> metadata)
    {
        var all = metadata.ToList();
        if (all.OfType<LocalOnly>().Any()) return Local;
        var needed = all.OfType<IAuthorizeData>().Select(data => data.Policy).ToList();
        if (needed.Count == 0) return None;
        // A policy that is not known here lets nobody believe that less is enough.
        return needed.All(policy => Policies.Contains(policy))
            ? needed.MaxBy(policy => Array.IndexOf(Policies, policy))!
            : AccessPolicies.Own;
    }

    public static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var right = Of(context.Description.ActionDescriptor.EndpointMetadata);
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[ApiDocumentation.RightExtension] = new JsonNodeExtension(JsonValue.Create(right));
        if (right is None or Local) return;
        var scheme = new OpenApiSecuritySchemeReference(ApiDocumentation.Scheme, context.Document);
        operation.Security = [new OpenApiSecurityRequirement { [scheme] = [] }];
        operation.Responses ??= [];
        operation.Responses.TryAdd("401", new OpenApiResponse { Description = "There is no token, or it is not known" });
        if (right != AccessPolicies.Read)
            operation.Responses.TryAdd("403", new OpenApiResponse { Description = $"The token lacks the right: {right}" });
    }
}
