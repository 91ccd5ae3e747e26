using System.Diagnostics;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// The one writer: takes what waits, stores it as a group, and only then tells the senders. While storing fails
/// nothing is acknowledged and the same group is offered again until the disk is back.
/// </summary>
internal sealed partial class IngestWriter(
    IngestQueue queue, IReadingStore store, IngestState state, TelemetryMetrics metrics, ILogger<IngestWriter> logger)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly ManualResetEventSlim _stopping = new();
    private Thread? _thread;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: the store's transactions are bound to their thread and block it while the disk syncs.
        _thread = new Thread(Run) { Name = "ingest writer", IsBackground = true };
        _thread.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        _stopping.Set();
        return Task.Run(() => _thread?.Join(), CancellationToken.None).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    private void Run()
    {
        while (queue.TakeAll() is { Count: > 0 } messages)
        {
            var group = Group(messages);
            if (!StoreUntilDone(group, messages.Count)) return;
            foreach (var message in messages) message.Receipt.Stored();
            foreach (var message in messages) message.Receipt.GroupStored();
            state.Tell(group);
        }
    }

    private bool StoreUntilDone(ReadingGroup group, int messages)
    {
        for (var wait = FirstRetry; ; wait = wait * 2 < LongestRetry ? wait * 2 : LongestRetry)
        {
            try
            {
                Store(group);
                return true;
            }
            catch (IOException exception)
            {
                if (state.Fail(exception.Message)) Log.StoringFails(logger, exception.Message);
            }

            if (_stopping.Wait(wait))
            {
                Log.StoppedUnstored(logger, messages);
                return false;
            }
        }
    }

    private void Store(ReadingGroup group)
    {
        var start = Stopwatch.GetTimestamp();
        var result = store.Append(group);
        metrics.Committed(result, group.SetAside, Stopwatch.GetElapsedTime(start));
        if (state.Recover()) Log.StoringAgain(logger);
    }

    private static ReadingGroup Group(List<InboundMessage> messages)
    {
        var readings = new List<DeviceReadings>(messages.Count);
        var setAside = new List<SetAsideMessage>();
        foreach (var message in messages)
        {
            if (message.Readings is { } some) readings.Add(some);
            readings.AddRange(message.Further);
            if (message.SetAside is { } unread) setAside.Add(unread);
        }

        return new ReadingGroup(readings, setAside);
    }

    private static partial class Log
    {
        [LoggerMessage(2101, LogLevel.Error, "Readings cannot be stored and are not acknowledged: {Reason} Trying again until it works.")]
        public static partial void StoringFails(ILogger logger, string reason);

        [LoggerMessage(2102, LogLevel.Information, "Readings are stored again.")]
        public static partial void StoringAgain(ILogger logger);

        [LoggerMessage(2103, LogLevel.Warning, "Stopped with {Messages} messages not stored and not acknowledged; their devices still hold them.")]
        public static partial void StoppedUnstored(ILogger logger, int messages);
    }
}
