namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// The one writer: takes what waits, stores it as a group, and only then tells the senders. Nothing ends its thread but
/// the gateway's end.
/// </summary>
internal sealed partial class IngestWriter(
    IngestQueue queue, GroupWriter groups, IngestStatus state, ILogger<IngestWriter> logger)
    : IHostedService
{
    private Thread? _thread;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: the store's transactions are bound to their thread and block it while the disk syncs.
        _thread = new Thread(Run) { Name = "ingest writer", IsBackground = true };
        _thread.Start();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Stores what waits. Once the time for that is up, only the commit that is under way is waited for, however long it
    /// takes: what it writes to must not be closed before.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        groups.StopRetrying();
        await using var timeIsUp = cancellationToken.UnsafeRegister(static groups => ((GroupWriter)groups!).Abandon(), groups);
        await Task.Run(() => _thread?.Join(), CancellationToken.None);
    }

    private void Run()
    {
        while (true)
        {
            var messages = queue.TakeGroup();
            if (messages.Count == 0) return;
            try
            {
                if (!groups.Write(messages)) return;
            }
            catch (Exception exception)
            {
                // The last resort: whatever it is, without this thread nothing would be stored any more.
                if (state.Fail($"Storing readings failed unexpectedly: {exception.Message}")) Log.Failed(logger, exception);
                queue.Return(messages);
                if (groups.WaitBeforeRetry()) return;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2105, LogLevel.Error, "Storing readings failed unexpectedly; nothing is acknowledged, it is tried again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
