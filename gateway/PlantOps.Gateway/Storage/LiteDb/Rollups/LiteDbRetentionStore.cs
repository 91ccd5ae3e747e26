using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>Lets go of history in the LiteDB file, which uses the room again: a file never gets smaller by itself.</summary>
internal sealed class LiteDbRetentionStore(
    LiteDbFile file, LiteDbReadingStore readings, RollupCollections rollups, DayMover mover) : IRetentionStore
{
    private readonly DayRoller _roller = new(file, readings.Buckets, rollups);

    public int Expire(Tier tier, long endedBy, CancellationToken stopping)
    {
        var expired = 0;
        foreach (var stream in readings.Streams)
        {
            foreach (var day in Due(tier, stream, endedBy))
            {
                stopping.ThrowIfCancellationRequested();
                if (mover.Move(day, Step(tier))) expired++;
            }
        }

        return expired;
    }

    public IReadOnlyList<TierContent> Contents()
    {
        readings.Folder.Fold();
        return [.. readings.Streams.SelectMany(Contents)];
    }

    private List<BucketKey> Due(Tier tier, StreamId stream, long endedBy)
    {
        switch (tier)
        {
            case Tier.Raw:
                var unrolled = rollups.Unrolled.Of(stream).ToHashSet();
                return [.. readings.Buckets.Days(stream)
                    .Where(day => day + BucketKey.MillisecondsPerDay <= endedBy && !unrolled.Contains(day))
                    .Select(day => BucketKey.OfDay(stream, day))];
            case Tier.QuarterHours:
                return rollups.Quarters.EndedBy(stream, endedBy);
            case Tier.Hours:
                return [.. rollups.Hours.Between(stream, 0, endedBy - BucketKey.MillisecondsPerDay, [])
                    .Where(day => day.Value is { Period: RollupPeriod.Hour, RawGone: true })
                    .Select(day => BucketKey.OfDay(stream, day.Key))];
            default:
                return [.. rollups.Hours.Between(stream, 0, endedBy - BucketKey.MillisecondsPerDay, [])
                    .Where(day => day.Value is { Period: RollupPeriod.Day })
                    .Select(day => BucketKey.OfDay(stream, day.Key))];
        }
    }

    private Action<BucketKey> Step(Tier tier) => tier switch
    {
        Tier.Raw => _roller.DeleteRaw,
        Tier.QuarterHours => day => file.CommitInBackground(engine => rollups.Quarters.Delete(engine, day)),
        Tier.Hours => _roller.DeleteHours,
        _ => day => file.CommitInBackground(engine => rollups.Hours.Delete(engine, day)),
    };

    private IEnumerable<TierContent> Contents(StreamId stream)
    {
        var raw = readings.Buckets.Blocks(stream).ToList();
        yield return new TierContent(
            Tier.Raw, stream, [.. raw.Select(block => block.Day).Distinct()], raw.Sum(block => (long)block.Readings),
            raw.Sum(block => (long)block.Bytes));
        yield return Content(Tier.QuarterHours, stream, rollups.Quarters.Blocks(stream));
        var hours = rollups.Hours.Blocks(stream).ToList();
        yield return Content(Tier.Hours, stream, hours.Where(block => block.Rolled.Period == RollupPeriod.Hour));
        yield return Content(Tier.Days, stream, hours.Where(block => block.Rolled.Period == RollupPeriod.Day));
    }

    private static TierContent Content(Tier tier, StreamId stream, IEnumerable<(long Day, RolledDay Rolled, int Bytes)> blocks)
    {
        var all = blocks.ToList();
        return new TierContent(
            tier, stream, [.. all.Select(block => block.Day)], all.Sum(block => (long)block.Rolled.Rollups.Count),
            all.Sum(block => (long)block.Bytes));
    }
}
