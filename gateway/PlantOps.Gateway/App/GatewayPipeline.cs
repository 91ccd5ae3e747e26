using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Assistants.Mcp;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Logging;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Web;
using PlantOps.Gateway.Web.Documentation;
using PlantOps.Gateway.Web.Problems;

namespace PlantOps.Gateway.App;

internal static class GatewayPipeline
{
    /// <summary>
    /// The longest stop: connections end within 5 seconds, a message that is being sent within 15, and what then remains is on
    /// disk. Whoever kills what does not end (docker-compose.yml, systemd) must wait longer.
    /// </summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(25);

    public static IServiceCollection AddKernel(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Supervisor>();
        services.AddOptions<EndpointOptions, EndpointOptionsSetup>();
        services.AddOptions<ReverseProxyOptions, ReverseProxyOptionsSetup>();
        services.AddSingleton<ListenPorts>();
        services.AddSingleton(ConnectionLimits.Default);
        services.AddOptions<SocketTransportOptions>()
            .Configure<ListenPorts>((sockets, ports) =>
            {
                sockets.CreateBoundListenSocket = ports.CreateSocket;
                sockets.MaxReadBufferSize = ListenPorts.MaxReadAheadBytes;
            });
        services.AddSupervised<MemoryRelease>();
        services.LimitServerStop();
        services.Configure<HostOptions>(options =>
        {
            options.ShutdownTimeout = StopTimeout;

            // A service that fails does not take the broker along; whatever is not supervised shows in the log.
            options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        return services.AddWebJson().AddGatewayLogging().AddGatewayMetrics().AddProblems().AddRequestLimits()
            .AddApiDocumentation();
    }

    /// <summary>What every request passes, from the outside in.</summary>
    public static void UseKernel(this WebApplication app)
    {
        app.UseReverseProxies();
        app.UseRequestsUnderWay();
        app.UseSecurityHeaders();
        app.UseCorrelationId();
        app.UseRequestLog();
        app.UseProblems();
        app.UseRouting();
        app.UsePlainHttpRedirect();
        app.UseLocalOnly();
        app.UseOwnNames();
        app.UseAuthentication();
        app.UseRequestLimits();
        app.UseAuthorization();
    }

    public static void MapKernel(this WebApplication app)
    {
        app.MapHealth();
        GatewayAddresses.Map(app);
        app.MapPrometheusScrapingEndpoint("/metrics").RequireAuthorization(AccessPolicies.Metrics);
        app.MapApiDocumentation();
    }
}
