using PlantOps.Contracts;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>Removes readings from the LiteDB file. What a day keeps is written anew; its room is used again.</summary>
internal sealed class LiteDbReadingRemoval(
    LiteDbFile file, LiteDbReadingStore readings, RollupCollections rollups, DayMover mover, ILogger<LiteDbReadingRemoval> logger)
    : IReadingRemoval
{
    private readonly DayRemoval _removal = new(file, readings.Buckets, rollups, logger);

    public int Remove(StreamId stream, TimeRange range, CancellationToken stopping)
    {
        if (range.IsEmpty || range.To <= Limits.EarliestHistory) return 0;

        // What was acknowledged until now is in buckets then, and in no chunk that a next start would read.
        readings.Folder.FoldUntilStopped(stopping);
        var removed = 0;
        foreach (var day in Days(stream, range))
        {
            stopping.ThrowIfCancellationRequested();
            mover.Move(day, _ =>
            {
                if (!_removal.Remove(day, range)) return;
                readings.Removed(stream);
                removed++;
            });
        }

        return removed;
    }

    /// <summary>The days of a range of which there is anything.</summary>
    private List<BucketKey> Days(StreamId stream, TimeRange range)
    {
        var first = BucketKey.OfDay(stream, Math.Max(range.From, Limits.EarliestHistory));
        var last = BucketKey.OfDay(stream, range.To - 1);
        var marked = rollups.Unrolled.Of(stream).Select(day => BucketKey.OfDay(stream, day));
        return
        [
            .. readings.Buckets.Days(first, last).Union(rollups.Hours.Days(first, last)).Union(rollups.Quarters.Days(first, last))
                .Union(marked)
                .Where(day => day.Id >= first.Id && day.Id <= last.Id)
                .Order(),
        ];
    }
}
