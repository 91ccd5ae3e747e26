using System.Runtime.InteropServices;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>Reads what was measured at a plant, in at most some 730 periods, whichever device watched it.</summary>
internal sealed class PlantHistory(
    IReadingStore readings, IRollupStore rollups, WatchedDevices devices, PlantStatusCache statuses)
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    /// <summary>By time; a period without a value stands where nothing was measured, and breaks the line.</summary>
    public IReadOnlyList<HistoryPoint> Read(Plant plant, Metric metric, int days, long now)
    {
        var (width, from) = (WidthOf(days), now - (days * Day));
        var points = new List<HistoryPoint>();
        foreach (var watch in plant.Watches)
        {
            var (begin, end) = (Math.Max(from, watch.From), Math.Min(now + 1, watch.To ?? long.MaxValue));
            if (begin >= end) continue;
            var patience = Math.Max(width, Math.Max(devices.PaceOf(watch.Device).Deadline, statuses.Of(plant.Id).FreshFor));
            foreach (var period in Periods(watch.Stream, begin, end, days, width))
            {
                var values = period.Metrics[metric];
                if (values.Count == 0) continue;
                var isBehindAGap = points.Count > 0 && period.Start - points[^1].At > width + patience;
                if (isBehindAGap) points.Add(HistoryPoint.Gap(points[^1].At + width));
                points.Add(new HistoryPoint(period.Start, values.Min, values.Mean, values.Max));
            }
        }

        return points;
    }

    private List<Rollup> Periods(StreamId stream, long from, long to, int days, long width)
    {
        var periods = new List<Rollup>();
        if (days == 1)
        {
            var found = new List<Reading>();
            readings.Read(stream, from, to, int.MaxValue, found, []);
            RollupSeries.Add(CollectionsMarshal.AsSpan(found), width, periods);
            return periods;
        }

        var hours = new List<Rollup>();
        var (first, beyond) = (RollupPeriods.Floor(from, Hour), RollupPeriods.Floor(to - 1, Hour) + Hour);
        rollups.Read(stream, RollupPeriod.Hour, first, beyond, hours, []);
        RollupSeries.Add(CollectionsMarshal.AsSpan(hours), width, periods);
        return periods;
    }

    private static long WidthOf(int days) => days switch { 1 => 2 * Minute, <= 30 => Hour, _ => 12 * Hour };
}

/// <summary>What a period's values come to; NaN where nothing was measured. Unix milliseconds UTC.</summary>
internal readonly record struct HistoryPoint(long At, double Min, double Mean, double Max)
{
    public bool IsGap => double.IsNaN(Mean);

    /// <summary>The same in another unit.</summary>
    public HistoryPoint As(Func<double, double> shown) => new(At, shown(Min), shown(Mean), shown(Max));

    public static HistoryPoint Gap(long at) => new(at, double.NaN, double.NaN, double.NaN);
}
