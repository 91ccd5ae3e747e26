using System.Runtime.InteropServices;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.LiteDb.Rollups;

/// <summary>
/// Rollups in the LiteDB file. A day is rolled up once, when it is over: what is not rolled up yet, like today, is made
/// of its readings whenever it is asked for, and so are quarter hours as long as there are readings.
/// </summary>
internal sealed class LiteDbRollupStore(LiteDbFile file, LiteDbReadingStore readings, RollupCollections rollups, DayMover mover)
    : IRollupStore
{
    private const int MarkedAtOnce = 256;

    private readonly DayRoller _roller = new(file, readings.Buckets, rollups);

    public void Read(StreamId stream, RollupPeriod period, long from, long to, List<Rollup> into) =>
        Read(stream, period, from, to, into, null);

    void IRollupStore.Read(
        StreamId stream, RollupPeriod period, long from, long to, List<Rollup> into, List<DamagedRange> damaged) =>
        Read(stream, period, from, to, into, damaged);

    private void Read(StreamId stream, RollupPeriod period, long from, long to, List<Rollup> into, List<DamagedRange>? damaged)
    {
        var first = BucketKey.DayStart(Math.Max(from, Contracts.Limits.EarliestHistory));
        mover.Read(() =>
        {
            if (period == RollupPeriod.QuarterHour) ReadQuarters(stream, first, to - 1, into, damaged);
            else ReadHours(stream, period, first, to - 1, into, damaged);
        });
        RollupSeries.Between(into, from, to);
    }

    public int RollUp(long endedBy, CancellationToken stopping)
    {
        var rolled = 0;
        foreach (var day in rollups.Unrolled.All)
        {
            if (day.Start + BucketKey.MillisecondsPerDay > endedBy) continue;
            stopping.ThrowIfCancellationRequested();
            if (mover.Move(day, _roller.Roll)) rolled++;
        }

        return rolled;
    }

    public int MarkAll()
    {
        var marked = 0;
        foreach (var stream in readings.Streams)
        {
            readings.Folder.HoldOff(() =>
            {
                var gone = rollups.Hours.Between(stream, 0, long.MaxValue, []).Where(day => day.Value.RawGone)
                    .Select(day => day.Key).ToHashSet();
                var days = readings.Buckets.Days(stream).Where(day => !gone.Contains(day))
                    .Select(day => BucketKey.OfDay(stream, day)).ToList();
                marked += days.Count;
                Mark(rollups.Unrolled.New(days));
            });
        }

        return marked;
    }

    private void Mark(List<BucketKey> days)
    {
        foreach (var some in days.Chunk(MarkedAtOnce))
        {
            file.CommitInBackground(engine => rollups.Unrolled.Mark(engine, some));
            rollups.Unrolled.Marked(some);
        }
    }

    private void ReadHours(
        StreamId stream, RollupPeriod period, long first, long last, List<Rollup> into, List<DamagedRange>? damaged)
    {
        var unrolled = Unrolled(stream, first, last);
        var next = 0;
        foreach (var (day, rolled) in rollups.Hours.Between(stream, first, last, damaged))
        {
            while (next < unrolled.Count && unrolled[next] < day) AddRaw(stream, unrolled[next++], period, into, damaged);
            var isUnrolled = next < unrolled.Count && unrolled[next] == day;
            if (isUnrolled) next++;
            if (!isUnrolled) Add(rolled, period, into);
            else if (!rolled.RawGone) AddRaw(stream, day, period, into, damaged);
            else into.AddRange(Merged(rolled, stream, day, period, damaged));
        }

        while (next < unrolled.Count) AddRaw(stream, unrolled[next++], period, into, damaged);
    }

    private void ReadQuarters(StreamId stream, long first, long last, List<Rollup> into, List<DamagedRange>? damaged)
    {
        // Readings first: what is deleted in between makes the caller begin again.
        var raw = readings.Days(stream).Where(day => day >= first && day <= last).ToHashSet();
        var kept = rollups.Quarters.Between(stream, first, last, damaged).ToDictionary();
        foreach (var day in raw.Union(kept.Keys).Order())
        {
            if (!kept.TryGetValue(day, out var rolled)) AddRaw(stream, day, RollupPeriod.QuarterHour, into, damaged);
            else if (!raw.Contains(day)) Add(rolled, RollupPeriod.QuarterHour, into);
            else into.AddRange(Merged(rolled, stream, day, RollupPeriod.QuarterHour, damaged));
        }
    }

    private List<long> Unrolled(StreamId stream, long first, long last)
    {
        // Unfolded ones first: what is folded in between is found twice, not missed.
        var days = readings.UnfoldedDays(stream);
        days.UnionWith(rollups.Unrolled.Of(stream));
        return [.. days.Where(day => day >= first && day <= last).Order()];
    }

    private static void Add(RolledDay rolled, RollupPeriod period, List<Rollup> into)
    {
        // What is left of a day may be coarser than what is asked for: then there is nothing to tell.
        if (rolled.Period > period) return;
        RollupSeries.Add(CollectionsMarshal.AsSpan(rolled.Rollups), period.Length(), into);
    }

    private void AddRaw(StreamId stream, long day, RollupPeriod period, List<Rollup> into, List<DamagedRange>? damaged)
    {
        var hours = new List<Rollup>();
        var of = period == RollupPeriod.QuarterHour ? period : RollupPeriod.Hour;
        var found = new List<Reading>();
        readings.Read(stream, day, day + BucketKey.MillisecondsPerDay, int.MaxValue, found, damaged);
        RollupSeries.Add(CollectionsMarshal.AsSpan(found), of.Length(), hours);
        RollupSeries.Add(CollectionsMarshal.AsSpan(hours), period.Length(), into);
    }

    private List<Rollup> Merged(RolledDay rolled, StreamId stream, long day, RollupPeriod period, List<DamagedRange>? damaged)
    {
        var kept = new List<Rollup>();
        Add(rolled, period, kept);
        var late = new List<Rollup>();
        AddRaw(stream, day, period, late, damaged);
        return RollupSeries.Merge(kept, late);
    }
}
