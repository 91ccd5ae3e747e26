using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Web;
using PlantOps.Gateway.Web.Documentation;

namespace PlantOps.Gateway.Access;

internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.Configure<OpenApiOptions>(ApiDocumentation.Name, options => options.AddOperationTransformer((operation, context, _) =>
        {
            ApiRights.Describe(operation, context);
            return Task.CompletedTask;
        }));
        services.AddJson(AccessJson.Default).AddExamples(AccessExamples.All);
        services.AddSingleton<TokenRegistry>();
        services.AddSupervised<LastUsedWriter>();
        services.AddSingleton<AccessMetrics>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<IConfigureOptions<AuditOptions>, AuditOptionsSetup>();
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsSetup>();
        services.AddOptions<AuditOptions>().ValidateOnStart();
        services.AddSupervised<AuditPruning>();
        services.AddSingleton<BearerGate>();
        // The core only: the rest brings data protection, which writes keys to the home directory for cookies that do not exist.
        services.AddWebEncoders();
        services.AddTransient<BearerAuthentication>();
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = BearerAuthentication.SchemeName;
            options.AddScheme<BearerAuthentication>(BearerAuthentication.SchemeName, displayName: null);
        });
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessPolicies.Read, policy => policy.RequireRole(TokenRoles.Names))
            .AddPolicy(AccessPolicies.Care, policy => policy.RequireRole(TokenRoles.Owner, TokenRoles.Waters))
            .AddPolicy(AccessPolicies.Manage, policy => policy.RequireRole(TokenRoles.Owner, TokenRoles.DeviceManager))
            .AddPolicy(AccessPolicies.Own, policy => policy.RequireRole(TokenRoles.Owner))
            .AddPolicy(AccessPolicies.Metrics, policy => policy.RequireAssertion(asked => asked.Resource is HttpContext context
                && (context.IsFromThisMachine() || TokenRoles.Names.Any(context.User.IsInRole))));
        return services;
    }
}

/// <summary>What an endpoint can ask of its caller.</summary>
internal static class AccessPolicies
{
    /// <summary>Devices and readings, without changing anything: every role.</summary>
    public const string Read = "read";

    /// <summary>What is done to plants, their pictures, and the alerts about them: owners and who waters.</summary>
    public const string Care = "care";

    /// <summary>Settings of devices and what they are to do: owners and device managers.</summary>
    public const string Manage = "manage";

    /// <summary>What the gateway counts of itself: every role, and whoever asks from this machine.</summary>
    public const string Metrics = "metrics";

    /// <summary>Plants, people, channels, and who may use the API: owners.</summary>
    public const string Own = "own";
}
