using System.Runtime.InteropServices;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry.Rollups;

/// <summary>
/// Rolling up: readings into periods, periods into longer ones. In the order of time, into a list that may hold earlier ones.
/// </summary>
internal static class RollupSeries
{
    /// <summary>Adds readings in the order of time. Only values of quality <c>ok</c> count.</summary>
    /// <param name="readings">By time.</param>
    /// <param name="width">Length of a period, milliseconds.</param>
    /// <param name="into">What came before, by time; the first reading may go on with its last period.</param>
    public static void Add(ReadOnlySpan<Reading> readings, long width, List<Rollup> into)
    {
        for (var i = 0; i < readings.Length; i++)
        {
            ref readonly var reading = ref readings[i];
            ref var rollup = ref Period(RollupPeriods.Floor(reading.Time, width), into);
            Add(reading, ref rollup);
        }
    }

    /// <summary>Adds periods in the order of time into longer ones, of which theirs is a whole part.</summary>
    public static void Add(ReadOnlySpan<Rollup> rollups, long width, List<Rollup> into)
    {
        for (var i = 0; i < rollups.Length; i++)
        {
            ref readonly var part = ref rollups[i];
            ref var whole = ref Period(RollupPeriods.Floor(part.Start, width), into);
            whole = whole.Plus(part);
        }
    }

    /// <summary>Two series of the same period as one.</summary>
    public static List<Rollup> Merge(List<Rollup> x, List<Rollup> y)
    {
        if (x.Count == 0) return y;
        if (y.Count == 0) return x;
        var both = new List<Rollup>(x.Count + y.Count);
        foreach (var rollup in x.Concat(y).OrderBy(rollup => rollup.Start))
        {
            if (both.Count > 0 && both[^1].Start == rollup.Start) both[^1] = both[^1].Plus(rollup);
            else both.Add(rollup);
        }

        return both;
    }

    /// <summary>Those of a series with from ≤ start &lt; to.</summary>
    public static List<Rollup> Between(List<Rollup> rollups, long from, long to)
    {
        rollups.RemoveAll(rollup => rollup.Start < from || rollup.Start >= to);
        return rollups;
    }

    /// <summary>
    /// Puts one empty period after each that is not followed by the next: what draws a line through the points breaks it
    /// there, and years without readings cost one row.
    /// </summary>
    public static void MarkGaps(List<Rollup> rollups, long width)
    {
        var gaps = 0;
        for (var i = 1; i < rollups.Count; i++)
        {
            if (rollups[i].Start - rollups[i - 1].Start > width) gaps++;
        }

        if (gaps == 0) return;
        var from = rollups.Count - 1;
        CollectionsMarshal.SetCount(rollups, rollups.Count + gaps);
        for (var at = rollups.Count - 1; gaps > 0; from--)
        {
            rollups[at--] = rollups[from];
            if (rollups[from].Start - rollups[from - 1].Start <= width) continue;
            rollups[at--] = new Rollup(rollups[from - 1].Start + width, MetricRollups.None);
            gaps--;
        }
    }

    private static ref Rollup Period(long start, List<Rollup> into)
    {
        if (into.Count == 0 || into[^1].Start != start) into.Add(new Rollup(start, MetricRollups.None));
        return ref CollectionsMarshal.AsSpan(into)[^1];
    }

    private static void Add(in Reading reading, ref Rollup rollup)
    {
        var metrics = rollup.Metrics;
        for (var i = 0; i < Metrics.Count; i++)
        {
            var value = reading.Values[i];
            if (double.IsNaN(value) || reading.Qualities[(Metric)i] != Quality.Ok) continue;
            metrics[i] = metrics[i].Plus(MetricRollup.Of(value));
        }

        rollup = rollup with { Metrics = metrics };
    }
}
