using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Plants.Removal;

/// <summary>
/// Removes the readings of removed plants: those of the times in which a device's soil channel watched one, as far as it watched
/// no other plant then that is still there, put away or not. What several plants share goes with the last of them.
/// </summary>
internal sealed partial class ReadingRemover(
    ReadingRemovals removals, PlantStore plants, IReadingRemoval readings, HistoryPause pause, ILogger<ReadingRemover> logger)
{
    private const string ItemPrefix = "Removal of readings of plant ";

    /// <param name="faults">Gets the removals that fail; the others go on.</param>
    /// <param name="stopping">Breaks it off.</param>
    /// <exception cref="StoreUnavailableException">It goes on from there next time.</exception>
    /// <exception cref="OperationCanceledException">It goes on from there next time.</exception>
    public async Task Run(Faults faults, CancellationToken stopping)
    {
        var all = removals.All;
        faults.KeepOnly(ItemPrefix, all.Select(ItemOf));
        foreach (var removal in all)
        {
            // A move to another store takes the removal along, and it is done there.
            await pause.EnterAsync(stopping);
            try
            {
                faults.TryItem(ItemOf(removal), () => Remove(removal, stopping));
            }
            finally
            {
                pause.Leave();
            }
        }
    }

    private static string ItemOf(Versioned<ReadingRemoval> removal) => ItemPrefix + removal.Id;

    private void Remove(Versioned<ReadingRemoval> removal, CancellationToken stopping)
    {
        var days = removal.Value.Watched.Sum(watched => Remove(watched, stopping));
        removals.Done(removal);
        Log.Removed(logger, removal.Id, days);
    }

    private int Remove(WatchedTime watched, CancellationToken stopping)
    {
        var others = plants.All.SelectMany(plant => plant.Value.Watches)
            .Where(watch => watch.Stream == watched.Stream)
            .Select(watch => new TimeRange(watch.From, watch.To ?? long.MaxValue));
        return new TimeRange(watched.From, watched.To).Without(others)
            .Sum(range => readings.Remove(watched.Stream, range, stopping));
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2114, Level = LogLevel.Information,
            Message = "Removed what was measured of plant {Plant}, which was removed: readings of {Days} days")]
        public static partial void Removed(ILogger logger, string plant, int days);
    }
}
