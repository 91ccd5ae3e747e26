using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Plants.Removal;

/// <summary>
/// Removes the readings of removed plants: those of the times in which a device's soil channel watched one, as far as it watched
/// no other plant then that is still there, put away or not. What several plants share goes with the last of them.
/// </summary>
internal sealed partial class ReadingRemover(
    ReadingRemovals removals, PlantStore plants, IReadingRemoval readings, HistoryPause pause, ILogger<ReadingRemover> logger)
{
    /// <exception cref="Telemetry.StoreUnavailableException">It goes on from there next time.</exception>
    /// <exception cref="OperationCanceledException">It goes on from there next time.</exception>
    public async Task Run(CancellationToken stopping)
    {
        foreach (var removal in removals.All)
        {
            // A move to another store takes the removal along, and it is done there.
            await pause.EnterAsync(stopping);
            try
            {
                var days = removal.Value.Watched.Sum(watched => Remove(watched, stopping));
                removals.Done(removal);
                Log.Removed(logger, removal.Id, days);
            }
            finally
            {
                pause.Leave();
            }
        }
    }

    private int Remove(WatchedTime watched, CancellationToken stopping)
    {
        var others = plants.All.SelectMany(plant => plant.Value.Watches)
            .Where(watch => watch.Stream == watched.Stream)
            .Select(watch => new TimeRange(watch.From, watch.To ?? long.MaxValue));
        return new TimeRange(watched.From, watched.To).Without(others).Sum(range => readings.Remove(watched.Stream, range, stopping));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2114, Level = LogLevel.Information, Message = "Removed what was measured of plant {Plant}, which was removed: readings of {Days} days")]
        public static partial void Removed(ILogger logger, string plant, int days);
    }
}
