namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>What a plant's dry-downs teach, and how wrong forecasts from each half day of them would have been.</summary>
internal sealed class DryingHistory
{
    private const int EachHours = 12;
    private const double MinDays = 2;

    // A forecast over less says more of the sensor than of the plant; over a part of what is asked it says little of the whole.
    private const double MinPoints = 3;
    private const double MinPart = 0.25;

    private readonly IReadOnlyList<DryDown> _dryDowns;
    private readonly Slowing _slowing;
    private readonly List<Origin> _origins = [];
    private readonly DryingLaw _law;
    private readonly double _lowest;

    /// <param name="dryDowns">Oldest first; at least one.</param>
    public DryingHistory(IReadOnlyList<DryDown> dryDowns)
    {
        _dryDowns = dryDowns;
        _slowing = Slowing.Of(dryDowns);
        _law = new DryingLaw(_slowing);
        foreach (var dryDown in dryDowns) Follow(dryDown);
        _lowest = dryDowns.SelectMany(one => one.Days).Select(day => day.Level).DefaultIfEmpty(100).Min();
        Level = LevelAt(dryDowns[^1], dryDowns[^1].Hours.Count - 1, _law.Rate);
    }

    /// <summary>Whether there were enough days.</summary>
    public bool IsKnown => _law.Days >= MinDays;

    /// <summary>Points a day now.</summary>
    public double Rate => _law.Rate * _slowing.At(Level);

    /// <summary>Soil moisture now, %.</summary>
    public double Level { get; }

    /// <summary>
    /// How many points it lost a day lately; <see langword="null"/> before there was a whole day since the watering.
    /// </summary>
    public double? LostLately => _dryDowns[^1].Days is { Count: > 0 } days
        ? days.Skip(days.Count - DryDown.HoursADay).Average(day => day.Lost) : null;

    /// <summary>Days from now.</summary>
    /// <param name="low">Soil moisture, %.</param>
    public double DaysUntil(double low) => _slowing.Between(Level, low) / _law.Rate;

    /// <summary>Which part of that time no dry-down has shown, as none went so low, 0 to 1.</summary>
    public double Unseen(double low) => _slowing.Between(Math.Min(Level, _lowest), low) / _slowing.Between(Level, low);

    /// <summary>Of forecasts over as many points as are asked for, or as the dry-down had until it was watered.</summary>
    public List<double> Errors(double points)
    {
        var errors = new List<double>();
        foreach (var origin in _origins)
        {
            if (ErrorOf(origin, points) is { } error) errors.Add(error);
        }

        return errors;
    }

    private void Follow(DryDown dryDown)
    {
        var day = 0;
        for (var hour = 0; hour < dryDown.Hours.Count; hour++)
        {
            if (day < dryDown.Days.Count && dryDown.Days[day].End == hour)
                _law.Learn(dryDown.Days[day++], 1.0 / DryDown.HoursADay);
            if (hour % EachHours == EachHours - 1 && IsKnown && _law.Rate > 0) _origins.Add(new Origin(dryDown, hour, _law.Rate));
        }
    }

    private double? ErrorOf(Origin origin, double points)
    {
        var (dryDown, hour, rate) = origin;
        var last = dryDown.Hours.Count - 1;
        var (level, end) = (LevelAt(dryDown, hour, rate), LevelAt(dryDown, last, rate));
        if (level - end < Math.Max(MinPoints, points * MinPart)) return null;
        var target = Math.Max(end, level - points);
        var (from, to) = (hour, last);
        while (to - from > 1)
        {
            var middle = (from + to) / 2;
            if (LevelAt(dryDown, middle, rate) <= target) to = middle;
            else from = middle;
        }

        var days = dryDown.Hours[to].HoursAfter(dryDown.Hours[hour]) / DryDown.HoursADay;
        return ForecastErrors.Of(_slowing.Between(level, target) / rate, days);
    }

    private double LevelAt(DryDown dryDown, int hour, double rate) =>
        dryDown.LevelAt(hour, rate * _slowing.At(dryDown.Hours[hour].Level));

    /// <param name="DryDown">Within which.</param>
    /// <param name="Hour">After which of its hours it would have been made.</param>
    /// <param name="Rate">What had been learned until then.</param>
    private readonly record struct Origin(DryDown DryDown, int Hour, double Rate);
}
