using Microsoft.Extensions.Options;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.App;

/// <summary>Runs the gateway until it is told to stop.</summary>
internal static class GatewayRun
{
    private const int Failed = 1;

    /// <param name="args">Settings as <c>--Key value</c>.</param>
    /// <param name="cancellationToken">Tells it to stop, as a signal does.</param>
    /// <param name="substitute">What a test puts in place of the real thing.</param>
    /// <returns>0 after a stop that was asked for and ended in order; otherwise 1, with the reasons on stderr.</returns>
    public static async Task<int> Serve(
        string[] args, CancellationToken cancellationToken, Action<IServiceCollection>? substitute = null)
    {
        EndpointOptions? endpoints = null;
        var progress = new MoveProgress();
        using var stop = new StopRequest(cancellationToken);

        // Held through a start on another store: nobody else gets in between.
        using var held = new DirectoryLock();
        using var fresh = new FreshDirectory(held);
        using var uninterrupted = new UninterruptedStart();
        try
        {
            while (true)
            {
                await using var app = GatewayApp.Build(args, services =>
                {
                    services.AddSingleton(progress).AddSingleton(held);
                    substitute?.Invoke(services);
                });
                endpoints = app.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
                fresh.Note(DataDirectory.In(app.Configuration));
                await Start(app, stop.Token);
                fresh.Keep();
                Welcome.Say(app);
                uninterrupted.Dispose();
                if (!await Stopped(app, progress, stop.Token)) return Failed;

                // Also where it was told to stop meanwhile: what is nearly moved is moved, and runs there from the next start on.
                var isMoved = app.Services.GetRequiredService<StoreMove>().Finish();
                if (stop.IsAsked) return 0;
                if (!isMoved) return await Fail("The gateway stopped, and nobody asked for it. Its log says more.");
            }
        }
        catch (OperationCanceledException) when (stop.IsAsked)
        {
            // While it started.
            return 0;
        }
        catch (Exception exception) when (StartFailure.Explain(exception, endpoints) is { Count: > 0 } reasons)
        {
            return await Fail([.. reasons]);
        }
    }

    /// <summary>
    /// Starts in the order in which things can go wrong: what can be seen without making anything, then the data, and only
    /// then devices are let in, so that nobody comes in to a gateway that cannot keep anything.
    /// </summary>
    public static async Task Start(WebApplication app, CancellationToken cancellationToken)
    {
        var directory = DataDirectory.In(app.Configuration);
        if (LocalSocket.Problem(LocalSocket.PathIn(directory)) is { } problem) throw new GatewayStartException(problem);
        if (UnfinishedRestore.ProblemOf(directory) is { } unfinished) throw new GatewayStartException(unfinished);

        // Another gateway in the same directory mostly has the same ports, and says more.
        var held = app.Services.GetRequiredService<DirectoryLock>();
        if (DirectoryLock.IsIn(directory)) held.Take(app.Services.GetRequiredService<DataDirectory>());
        app.Services.GetRequiredService<ListenPorts>().Take();

        // Made first, so that the container lets go of it last.
        held.Take(app.Services.GetRequiredService<DataDirectory>());
        LooseFiles.Tighten(
            app.Services.GetRequiredService<DataDirectory>(), app.Services.GetRequiredService<ILogger<DataDirectory>>());
        app.Services.GetRequiredService<IStore>().Open();
        app.Services.GetRequiredService<ServerCertificates>();
        app.Services.GetRequiredService<DeviceRegistry>();
        GatewayListeners.AddEndpoints(app.Services);

        // What they cannot read ends the start with a line here; while the host starts it would be a log entry with a stack.
        _ = app.Services.GetServices<IHostedService>().Count();
        await app.StartAsync(cancellationToken);
    }

    /// <summary>Runs until it is told to stop; <see langword="false"/> where something did not end in order.</summary>
    private static async Task<bool> Stopped(WebApplication app, MoveProgress progress, CancellationToken stop)
    {
        try
        {
            await app.WaitForShutdownAsync(stop);
            return true;
        }
        catch (Exception exception)
        {
            IReadOnlyCollection<Exception> all = exception is AggregateException many ? many.InnerExceptions : [exception];
            var reasons = string.Join(' ', all.Select(FaultReason.Of));
            await Fail($"Not everything ended in order. Nothing that was acknowledged is lost. {reasons}");
            if (progress.View.Phase == MovePhases.Switching) await Fail("Nothing was moved: everything stays where it was.");
            return false;
        }
    }

    private static async Task<int> Fail(params string[] reasons)
    {
        foreach (var reason in reasons) await Console.Error.WriteLineAsync(reason);
        return Failed;
    }
}
