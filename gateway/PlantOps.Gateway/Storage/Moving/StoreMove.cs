using Microsoft.Extensions.Options;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage.Moving;

/// <summary>
/// Moves everything to another store. While the gateway goes on, all of it is copied and compared; then the gateway
/// stops, so that nothing more is acknowledged, what came meanwhile is copied and compared, and the gateway starts
/// again on the new store. Whatever goes wrong before that leaves it on the old one, with everything.
/// </summary>
internal sealed partial class StoreMove(
    IServiceProvider services, DataDirectory directory, MoveProgress progress, IHostApplicationLifetime lifetime,
    ILogger<StoreMove> logger) : IDisposable
{
    private readonly HistoryPause _history = services.GetRequiredService<HistoryPause>();
    private Thread? _thread;
    private StoreTarget? _target;
    private StoreCopy? _copy;

    private DateTimeOffset Now => services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>Begins in the background. What keeps it from it; <see langword="null"/> where nothing does.</summary>
    public string? Begin(StoreOptions to)
    {
        if (services.GetRequiredService<IOptions<StoreOptions>>().Value.Provider == to.Provider)
            return $"The gateway runs on {to.Provider} already.";
        if (Others() is { } others) return others;
        if (!progress.TryBegin(to.Provider!.Name)) return "A move is under way already.";
        try
        {
            _target?.Dispose();
            _target = new StoreTarget(to, services);
        }
        catch (Exception exception)
        {
            var reason = FaultReason.Of(exception);
            Fail(reason);
            return reason;
        }

        _thread = new Thread(CopyAndStop) { Name = "store move", IsBackground = true };
        _thread.Start();
        return null;
    }

    /// <summary>
    /// Once the gateway has stopped: copies the rest and switches, if a move waits for it. Whether one did; the
    /// gateway is then to be started again, on whichever store counts now.
    /// </summary>
    public bool Finish()
    {
        if (_target is not { } target || _copy is not { } copy || progress.View.Phase != MovePhases.Switching) return false;
        try
        {
            copy.Run(CancellationToken.None);
            copy.CopyRegistry();
            target.Stores.Store.Settle();
            Marker(target.Options).Write(directory.Path);
        }
        catch (Exception exception)
        {
            Fail(FaultReason.Of(exception));
            return true;
        }

        if (target.Options.Provider!.IsServer) PutOldDatabaseAside();
        progress.Update(view => view with { Phase = MovePhases.Done });
        Log.Moved(logger, target.Stores.Store.Place);
        return true;
    }

    /// <summary>Waits for a copy that was told to stop: it uses the stores that go next.</summary>
    public void Dispose()
    {
        _thread?.Join();
        _target?.Dispose();
    }

    private void CopyAndStop()
    {
        var target = _target!;
        try
        {
            _history.Enter(lifetime.ApplicationStopping);
            var copy = new StoreCopy(new StoreSet(services), target.Stores, progress);
            Log.Copying(logger, target.Stores.Store.Place);
            copy.Run(lifetime.ApplicationStopping);

            // What came during the first, long run; the last one, while nobody is let in, is then short.
            copy.Run(lifetime.ApplicationStopping);
            if (Others() is { } others) throw new IOException(others);
            _copy = copy;
            progress.Update(view => view with { Phase = MovePhases.Switching });
            lifetime.StopApplication();
        }
        catch (OperationCanceledException)
        {
            Fail("The gateway was stopped. What is copied stays; the same command goes on from there.");
        }
        catch (Exception exception)
        {
            // On a thread of its own: whatever is not caught here would end the process.
            Fail(FaultReason.Of(exception));
            _history.Leave();
        }
    }

    // What they stored after the last look would be lost.
    private string? Others()
    {
        var fleet = services.GetRequiredService<GatewayFleet>();
        if (!fleet.HasOthers) return null;
        var names = fleet.Members.Where(member => member.IsLive && member.Id != fleet.Id).Select(member => member.Name);
        return $"Other gateways use this database: {string.Join(", ", names)}. Stop them first.";
    }

    private void PutOldDatabaseAside()
    {
        try
        {
            directory.PutDatabaseAside(Now);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in the way of a move back only, which would say so.
            Log.NotPutAside(logger, directory.Database, exception.Message);
        }
    }

    private StoreMarker Marker(StoreOptions options) => new()
    {
        Provider = options.Provider!.Name,
        ConnectionString = options.ConnectionString,
        MovedAt = Now.ToUnixTimeMilliseconds(),
    };

    private void Fail(string reason)
    {
        progress.Update(view => view with { Phase = MovePhases.Failed, Reason = reason });
        Log.Failed(logger, reason);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1321, Level = LogLevel.Information,
            Message = "Moving everything to {Place}; the gateway goes on meanwhile")]
        public static partial void Copying(ILogger logger, string place);

        [LoggerMessage(EventId = 1322, Level = LogLevel.Information,
            Message = "Everything is in {Place}, compared day by day; starting again on it")]
        public static partial void Moved(ILogger logger, string place);

        [LoggerMessage(
            EventId = 2042, Level = LogLevel.Warning, Message = "The old database {Database} keeps its name: {Reason}")]
        public static partial void NotPutAside(ILogger logger, string database, string reason);

        [LoggerMessage(
            EventId = 2041, Level = LogLevel.Error, Message = "The move failed, and the gateway stays where it was: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
