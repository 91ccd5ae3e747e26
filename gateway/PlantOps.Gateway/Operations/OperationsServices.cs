using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Operations.Documentation;
using PlantOps.Gateway.Operations.Health;
using PlantOps.Gateway.Operations.Hosting;
using PlantOps.Gateway.Operations.Logging;
using PlantOps.Gateway.Operations.Metrics;
using PlantOps.Gateway.Operations.Problems;

namespace PlantOps.Gateway.Operations;

internal static class OperationsServices
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IConfigureOptions<EndpointOptions>, EndpointOptionsSetup>();
        services.AddSingleton<IValidateOptions<EndpointOptions>, EndpointOptionsSetup>();
        services.AddOptions<EndpointOptions>().ValidateOnStart();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTimeout);
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, GatewayJson.Default);
        });
        return services.AddGatewayLogging().AddGatewayMetrics().AddProblems().AddApiDocumentation();
    }

    /// <summary>What every request passes, from the outside in.</summary>
    public static void UseOperations(this WebApplication app)
    {
        app.UseCorrelationId();
        app.UseRequestLog();
        app.UseProblems();
        app.UsePlainHttpRedirect();
        app.UseRouting();
        app.UseLocalOnly();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void MapOperations(this WebApplication app)
    {
        app.MapHealth();
        GatewayAddresses.Map(app);
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapApiDocumentation();
    }
}
