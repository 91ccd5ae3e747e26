using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Forecast;

namespace PlantOps.Gateway.Plants.Calibration;

/// <summary>
/// Where soil gives no more water: below some level it dries in proportion to what is left, so that the days' losses point to
/// where they end.
/// </summary>
internal static class DryEnd
{
    private const double BinWidth = 5;
    private const int MinHours = 24;
    private const int MinDryDowns = 3;

    // Of the speed at which it dries while it is wet.
    private const double Slowed = 0.85;
    private const double Flat = 0.6;

    // As a part of the way from capacity to the lowest: further down it is a guess.
    private const double MaxBeyond = 0.35;

    /// <param name="dryDowns">On a scale of 100 points between the driest and the wettest, or nearly so.</param>
    /// <param name="capacity">Where a thorough watering leaves it, on that scale.</param>
    /// <returns>On that scale; <see langword="null"/> where drying was not seen to slow down.</returns>
    public static double? Of(IReadOnlyList<DryDown> dryDowns, double capacity)
    {
        var days = dryDowns
            .SelectMany((one, i) => Speeds(one, capacity).Select(day => (day.Level, day.Speed, DryDown: i))).ToList();
        List<(double Level, double Speed)> bins =
        [
            .. days.GroupBy(day => Math.Floor(day.Level / BinWidth)).Where(bin => bin.Count() >= MinHours).OrderBy(bin => bin.Key)
                .Select(bin => (Median.Of(bin.Select(day => day.Level)), Median.Of(bin.Select(day => day.Speed)))),
        ];
        if (bins.Count < 3 || bins[0].Speed > Flat) return null;
        List<(double Level, double Speed)> slow = [.. bins.TakeWhile(bin => bin.Speed < Slowed)];
        if (slow.Count < 2 || slow.Count == bins.Count) return null;
        if (!AllSlowDown(days, slow[1].Level)) return null;
        var (level, speed) = (slow.Average(bin => bin.Level), slow.Average(bin => bin.Speed));
        var slope = slow.Sum(bin => (bin.Level - level) * (bin.Speed - speed))
            / slow.Sum(bin => (bin.Level - level) * (bin.Level - level));
        if (!(slope > 0)) return null;
        var (end, lowest) = (level - (speed / slope), bins[0].Level);
        return lowest - end > MaxBeyond * (capacity - lowest) ? null : Math.Min(end, lowest);
    }

    // Weather slows one, or two, down; soil all that go so low.
    private static bool AllSlowDown(IEnumerable<(double Level, double Speed, int DryDown)> days, double below)
    {
        var low = days.Where(day => day.Level <= below).GroupBy(day => day.DryDown)
            .Where(dryDown => dryDown.Count() >= DryDown.HoursADay / 4)
            .Select(dryDown => Median.Of(dryDown.Select(day => day.Speed))).ToList();
        return low.Count >= MinDryDowns && low.TrueForAll(speed => speed < Slowed);
    }

    // Each dry-down by its own: the season and what the plant drinks are the same in all of it.
    private static IEnumerable<(double Level, double Speed)> Speeds(DryDown dryDown, double capacity)
    {
        var wet = dryDown.Days.Where(day => day.Level > capacity * 0.6).Select(day => day.Lost / day.Pull).ToList();
        if (wet.Count < DryDown.HoursADay / 2) return [];
        var full = Median.Of(wet);
        return full <= 0 ? [] : dryDown.Days.Select(day => (day.Level, day.Lost / day.Pull / full));
    }
}
