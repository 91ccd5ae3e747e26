namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>A time in which soil dried, from a watering to the next one.</summary>
internal sealed class DryDown
{
    /// <summary>Water runs out below for so long, in milliseconds.</summary>
    public const long Drains = 6 * SoilHour.Length;

    public const int HoursADay = 24;

    private const long Day = HoursADay * SoilHour.Length;

    // Rises that no watering was seen in: rain, a saucer, a probe that was moved.
    private const double Rise = 3;

    // Sensors that are slow, or send what has changed, leave hours out; between two that are further apart nobody knows.
    private const int MaxGap = 12;

    // Of the values of a day, this part is below: sun and lamps lift a probe for hours, and nothing lowers it.
    private const double Unlifted = 0.3;
    private const int WholeDay = 20;
    private const int Young = 6;

    private readonly List<SoilHour> _hours;

    private DryDown(List<SoilHour> hours, double usualDeficit)
    {
        _hours = hours;
        Days = DaysOf(hours, usualDeficit);
    }

    /// <summary>Oldest first, with those between filled in.</summary>
    public IReadOnlyList<SoilHour> Hours => _hours;

    /// <summary>A day that ends with each hour that was measured a day after another.</summary>
    public IReadOnlyList<DryingDay> Days { get; }

    /// <summary>Soil moisture at an hour's end, without what a day's warmth and light do to a probe, %.</summary>
    /// <param name="hour">Which.</param>
    /// <param name="rate">Points that it loses a day.</param>
    public double LevelAt(int hour, double rate)
    {
        var first = hour;
        while (first > 0 && _hours[hour].Start - _hours[first - 1].Start < Day) first--;
        if (_hours[hour].HoursAfter(_hours[first]) < WholeDay) first = Math.Max(first, hour - Young + 1);
        var levels = new double[hour - first + 1];
        for (var i = first; i <= hour; i++)
            levels[i - first] = _hours[i].Level - (rate * (_hours[hour].HoursAfter(_hours[i]) + 0.5) / HoursADay);
        Array.Sort(levels);
        return levels[(int)(levels.Length * Unlifted)];
    }

    /// <param name="hours">By time.</param>
    /// <param name="waterings">By time, Unix milliseconds.</param>
    /// <returns>Oldest first; the last one goes on.</returns>
    public static List<DryDown> Split(IReadOnlyList<SoilHour> hours, IReadOnlyList<long> waterings)
    {
        var usual = hours.Where(hour => double.IsFinite(hour.Deficit)).Select(hour => hour.Deficit).DefaultIfEmpty(1).Average();
        var found = new List<DryDown>();
        var now = new List<SoilHour>();
        var (next, begins) = (0, long.MinValue);
        foreach (var hour in hours)
        {
            while (next < waterings.Count && waterings[next] < hour.Start + SoilHour.Length)
            {
                Close();
                begins = waterings[next++] + Drains;
            }

            if (hour.Start < begins) continue;
            if (now.Count > 0 && (hour.HoursAfter(now[^1]) > MaxGap || IsWetter(now, hour))) Close();
            while (now.Count > 0 && hour.HoursAfter(now[^1]) > 1) now.Add(Between(now[^1], hour));
            now.Add(hour);
        }

        Close();
        return found;

        void Close()
        {
            if (now.Count > 0) found.Add(new DryDown(now, usual));
            now = [];
        }
    }

    private static bool IsWetter(List<SoilHour> now, SoilHour hour) =>
        now.Count >= HoursADay && hour.Level > now[^HoursADay].Level + Rise;

    // The hour after the first.
    private static SoilHour Between(SoilHour first, SoilHour last) => new(
        first.Start + SoilHour.Length, first.Level + ((last.Level - first.Level) / last.HoursAfter(first)), first.Deficit);

    private static List<DryingDay> DaysOf(List<SoilHour> hours, double usualDeficit)
    {
        var days = new List<DryingDay>();
        var (levels, deficits, known) = (0.0, 0.0, 0);
        for (var i = 0; i < hours.Count; i++)
        {
            Take(hours[i], 1);
            var first = i - HoursADay;
            if (first > 0) Take(hours[first - 1], -1);
            if (first < 0) continue;
            var deficit = known > 0 ? deficits / known : usualDeficit;
            days.Add(new DryingDay(i, hours[first].Level - hours[i].Level, levels / (HoursADay + 1), DryingLaw.Pull(deficit)));
        }

        return days;

        void Take(SoilHour hour, int sign)
        {
            levels += sign * hour.Level;
            if (!double.IsFinite(hour.Deficit)) return;
            deficits += sign * hour.Deficit;
            known += sign;
        }
    }
}

/// <summary>A whole day of a dry-down.</summary>
/// <param name="End">Which of its hours ends the day.</param>
/// <param name="Lost">Points of soil moisture.</param>
/// <param name="Level">%, in the mean.</param>
/// <param name="Pull">How hard the air pulled, as a part of what it does at 1 kPa.</param>
internal readonly record struct DryingDay(int End, double Lost, double Level, double Pull);
