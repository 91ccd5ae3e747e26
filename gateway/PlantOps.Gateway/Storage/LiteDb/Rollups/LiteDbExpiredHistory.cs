using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>Days of the LiteDB file whose readings have gone.</summary>
internal sealed class LiteDbExpiredHistory(LiteDbFile file, RollupCollections rollups) : IExpiredHistory
{
    private const int WrittenAtOnce = 256;

    public IEnumerable<ExpiredDay> Expired(StreamId stream)
    {
        var quarters = rollups.Quarters.Between(stream, 0, long.MaxValue).ToDictionary();
        foreach (var (day, rolled) in rollups.Hours.Between(stream, 0, long.MaxValue))
        {
            if (!rolled.RawGone) continue;
            var finest = quarters.TryGetValue(day, out var finer) ? finer : rolled;
            yield return new ExpiredDay(day, finest.Period, finest.Rollups);
        }
    }

    public void PutExpired(StreamId stream, IReadOnlyCollection<ExpiredDay> days)
    {
        foreach (var some in days.Chunk(WrittenAtOnce))
        {
            file.Commit(engine =>
            {
                foreach (var day in some)
                {
                    var key = BucketKey.OfDay(stream, day.Day);
                    if (day.Period == RollupPeriod.QuarterHour)
                        rollups.Quarters.Put(
                            engine, key, new RolledDay(RollupPeriod.QuarterHour, RawGone: true, [.. day.Rollups]).Encode());
                    else
                        rollups.Quarters.Delete(engine, key);
                    rollups.Hours.Put(engine, key, Coarse(day).Encode());
                }
            });
        }
    }

    private static RolledDay Coarse(ExpiredDay day)
    {
        if (day.Period != RollupPeriod.QuarterHour) return new RolledDay(day.Period, RawGone: true, [.. day.Rollups]);
        var hours = new List<Rollup>();
        RollupSeries.Add(day.Rollups.ToArray(), RollupPeriod.Hour.Length(), hours);
        return new RolledDay(RollupPeriod.Hour, RawGone: true, hours);
    }
}
