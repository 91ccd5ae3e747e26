using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.OpenApi;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Web;
using PlantOps.Gateway.Web.Documentation;

namespace PlantOps.Gateway.Access;

internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.Configure<OpenApiOptions>(
            ApiDocumentation.Name, options => options.AddOperationTransformer((operation, context, _) =>
        {
            ApiRights.Describe(operation, context);
            return Task.CompletedTask;
        }));
        services.AddJson(AccessJson.Default).AddExamples(AccessExamples.All);
        services.AddSingleton<TokenRegistry>();
        services.AddSingleton<TokenChanges>();
        services.AddSingleton<WallRegistry>();
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<SessionStart>();
        services.AddPasskeys();
        services.AddShared<TokenRegistry>("tokens", "Reading of tokens", tokens => tokens.Reload());
        services.AddShared<SessionRegistry>(RecordSet.Sessions.Name, "Reading of sessions", sessions => sessions.Reload());
        services.AddShared<PasskeyRegistry>(RecordSet.Passkeys.Name, "Reading of passkeys", passkeys => passkeys.Reload());
        services.AddShared<WallRegistry>(RecordSet.WallKeys.Name, "Reading of wall tablets", walls => walls.Reload());
        services.AddSingleton<ArrivalRegistry>();
        services.AddSingleton<ArrivalAnswers>();
        services.AddSingleton<SignInLinks>();
        services.AddSingleton<Credentials>();
        services.AddSupervised<LastUsedWriter>();
        services.AddOptions<SecretOptions, SecretOptionsSetup>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<SecretBox>();
        services.AddSingleton<AccessMetrics>();
        services.AddSingleton<AuditLog>();
        services.AddOptions<AuditOptions, AuditOptionsSetup>();
        services.AddSupervised<AuditPruning>();
        return services.AddSchemes().AddPolicies();
    }

    // The core only: the rest brings data protection, which writes keys to the home directory for cookies that do not exist.
    private static IServiceCollection AddSchemes(this IServiceCollection services)
    {
        services.AddWebEncoders();
        services.AddTransient<BearerAuthentication>();
        services.AddTransient<SessionAuthentication>();
        services.AddTransient<WallAuthentication>();
        services.AddKeyedSingleton(BearerAuthentication.SchemeName, (provider, _) =>
            new LoginThrottle(provider.GetRequiredService<TimeProvider>(), ThrottleLimits.Default));
        services.Configure<AuthenticationSchemeOptions>(
            BearerAuthentication.SchemeName, options => options.ForwardDefaultSelector =
            context => SessionAuthentication.IsFor(context.Request) ? SessionAuthentication.SchemeName : null);
        services.AddAuthenticationCore(options =>
        {
            options.DefaultScheme = BearerAuthentication.SchemeName;
            options.AddScheme<BearerAuthentication>(BearerAuthentication.SchemeName, displayName: null);
            options.AddScheme<SessionAuthentication>(SessionAuthentication.SchemeName, displayName: null);
            options.AddScheme<WallAuthentication>(WallAuthentication.SchemeName, displayName: null);
        });
        return services;
    }

    private static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessPolicies.Read, policy => policy.RequireRole(TokenRoles.Names))
            .AddPolicy(AccessPolicies.Care, policy => policy.RequireRole(TokenRoles.Owner, TokenRoles.Waters))
            .AddPolicy(AccessPolicies.Manage, policy => policy.RequireRole(TokenRoles.Owner, TokenRoles.DeviceManager))
            .AddPolicy(
                AccessPolicies.Publish,
                policy => policy.RequireRole(TokenRoles.Owner, TokenRoles.DeviceManager, AccessPolicies.Device))
            .AddPolicy(AccessPolicies.Own, policy => policy.RequireRole(TokenRoles.Owner))
            .AddPolicy(AccessPolicies.Wall, policy => policy
                .AddAuthenticationSchemes(WallAuthentication.SchemeName)
                .RequireRole(WallAuthentication.Role))
            .AddPolicy(AccessPolicies.Metrics, policy => policy.RequireAssertion(asked => asked.Resource is HttpContext context
                && (context.IsFromThisMachine() || TokenRoles.Names.Any(context.User.IsInRole))));
        return services;
    }
}
