namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// How many messages that cannot be read are kept of a device: enough to see what is wrong with it, and so few that a
/// device that sends nothing else costs the others nothing. What is beyond it is counted and dropped.
/// </summary>
internal sealed partial class SetAsideBudget : IDisposable
{
    /// <summary>Messages of a device that are kept in <see cref="Period"/>.</summary>
    public const int MaxMessages = 60;

    /// <summary>Bytes of them, topic, reason and payload as they are kept.</summary>
    public const int MaxBytes = 4 * SetAsideMessage.MaxPayload;

    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Spent> _spent = [];
    private readonly TelemetryMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<SetAsideBudget> _logger;
    private readonly ITimer _end;
    private long _began;

    public SetAsideBudget(TelemetryMetrics metrics, TimeProvider time, ILogger<SetAsideBudget> logger)
    {
        (_metrics, _time, _logger) = (metrics, time, logger);
        _began = time.GetTimestamp();
        _end = time.CreateTimer(_ => EndPeriod(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a message of this reason and size may be kept.</summary>
    public bool TrySpend(int device, string deviceId, string reason, int bytes)
    {
        if (_time.GetElapsedTime(Interlocked.Read(ref _began)) >= Period) EndPeriod();
        lock (_lock)
        {
            if (!_spent.TryGetValue(device, out var spent)) _spent.Add(device, spent = new Spent(deviceId));
            if (spent.Messages < MaxMessages && spent.Bytes + bytes <= MaxBytes)
            {
                spent.Messages++;
                spent.Bytes += bytes;
                return true;
            }

            if (spent.Dropped++ == 0) _end.Change(Period, Timeout.InfiniteTimeSpan);
        }

        _metrics.Dropped(reason);
        return false;
    }

    public void Dispose() => _end.Dispose();

    private void EndPeriod()
    {
        List<Spent> ended;
        lock (_lock)
        {
            ended = [.. _spent.Values];
            _spent.Clear();
            Interlocked.Exchange(ref _began, _time.GetTimestamp());
        }

        foreach (var spent in ended.Where(spent => spent.Dropped > 0)) Log.Dropped(_logger, spent.Dropped, spent.DeviceId);
    }

    private sealed class Spent(string deviceId)
    {
        public string DeviceId => deviceId;

        public int Messages { get; set; }

        public int Bytes { get; set; }

        public long Dropped { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(
            2104, LogLevel.Warning, "{Messages} unreadable messages of device {Device} not kept: too many within a minute")]
        public static partial void Dropped(ILogger logger, long messages, string device);
    }
}
