using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Whether readings can be stored now, and if not, why. Written by the writer, read by health checks and by whoever follows
/// readings.
/// </summary>
internal sealed partial class IngestStatus(ILogger<IngestStatus> logger) : IHealthSource
{
    private volatile string? _failure;
    private string? _loggedFailure;

    /// <summary>What is on disk now, duplicates included; called on the writer's thread, which must not wait.</summary>
    public event Action<ReadingGroup>? Committed;

    public string Component => "store";

    public bool NeededForReady => true;

    public string? Problem() => _failure;

    /// <summary>Tells everybody, whatever one of them makes of it: the readings are stored.</summary>
    public void Tell(ReadingGroup group)
    {
        foreach (var follower in Delegate.EnumerateInvocationList(Committed))
        {
            try
            {
                follower(group);
            }
            catch (Exception exception)
            {
                // At each commit the same: once is enough.
                if (_loggedFailure != exception.Message) Log.FollowerFailed(logger, exception);
                _loggedFailure = exception.Message;
            }
        }
    }

    /// <summary>Notes a failure; <see langword="true"/> when it is new.</summary>
    public bool Fail(string reason)
    {
        var isNew = _failure != reason;
        _failure = reason;
        return isNew;
    }

    /// <summary>Notes that storing works; <see langword="true"/> when it did not before.</summary>
    public bool Recover()
    {
        if (_failure is null) return false;
        _failure = null;
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(2107, LogLevel.Error, "Readings are stored, but somebody who follows them failed")]
        public static partial void FollowerFailed(ILogger logger, Exception exception);
    }
}
