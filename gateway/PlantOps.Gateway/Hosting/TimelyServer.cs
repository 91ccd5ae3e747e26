using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace PlantOps.Gateway.Hosting;

/// <summary>The web server, whose connections are cut off in time: what stops after it needs time too.</summary>
internal sealed class TimelyServer(IServer server) : IServer
{
    private static readonly TimeSpan MaxStop = TimeSpan.FromSeconds(5);

    public IFeatureCollection Features => server.Features;

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => server.StartAsync(application, cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(MaxStop);
        await server.StopAsync(limit.Token);
    }

    public void Dispose() => server.Dispose();
}

internal static class TimelyServerServices
{
    /// <summary>Puts it around the server that the framework has added.</summary>
    public static void LimitServerStop(this IServiceCollection services)
    {
        var kestrel = services.Last(descriptor => descriptor.ServiceType == typeof(IServer)).ImplementationType!;
        services.AddSingleton<IServer>(provider =>
            new TimelyServer((IServer)ActivatorUtilities.CreateInstance(provider, kestrel)));
    }
}
