using Microsoft.Extensions.Options;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Operations.Hosting;

/// <summary>Runs the gateway until it is told to stop.</summary>
internal static class GatewayRun
{
    /// <returns>0 after a clean stop; 1 where it could not start or not stop in time, with the reasons on stderr.</returns>
    public static async Task<int> Serve(string[] args, CancellationToken cancellationToken)
    {
        EndpointOptions? endpoints = null;
        var progress = new MoveProgress();
        // Held through a start on another store: nobody else gets in between.
        using var held = new DirectoryLock();
        try
        {
            var again = true;
            while (again)
            {
                await using var app = GatewayApp.Build(args, services => services.AddSingleton(progress).AddSingleton(held));
                endpoints = app.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
                await Start(app, cancellationToken);
                Welcome.Say(app);
                if (!await Stopped(app, cancellationToken)) return 1;
                again = app.Services.GetRequiredService<StoreMove>().Finish();
            }

            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception, endpoints) is { Count: > 0 } reasons)
        {
            foreach (var reason in reasons) await Console.Error.WriteLineAsync(reason);
            return 1;
        }
    }

    /// <summary>Starts in the order in which things can go wrong: the data before the ports, so that nobody is let in to a gateway that cannot keep anything.</summary>
    public static async Task Start(WebApplication app, CancellationToken cancellationToken)
    {
        // Made first, so that the container lets go of it last.
        app.Services.GetRequiredService<DirectoryLock>().Take(app.Services.GetRequiredService<DataDirectory>());
        LooseFiles.Tighten(app.Services.GetRequiredService<DataDirectory>(), app.Services.GetRequiredService<ILogger<DataDirectory>>());
        app.Services.GetRequiredService<IStore>().Open();
        app.Services.GetRequiredService<ServerCertificates>();
        app.Services.GetRequiredService<DeviceRegistry>();
        GatewayListeners.AddEndpoints(app.Services);
        await app.StartAsync(cancellationToken);
    }

    /// <summary>Runs until it is told to stop; <see langword="false"/> where something did not end in time: it may still write.</summary>
    private static async Task<bool> Stopped(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.WaitForShutdownAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Not everything ended in time. Nothing that was acknowledged is lost.");
            return false;
        }
    }
}
