namespace PlantOps.Gateway.Plants.Figures;

/// <summary>
/// How fast soil dries, by the median of the slopes between pairs of hours (H. Theil, 1950; P. K. Sen, J. Am. Stat. Assoc. 63
/// (1968), 1379):
/// up to 29 % of the hours may be wrong without moving it far. Pairs are whole days apart, because warmth moves a probe by more
/// within a day than a plant drinks.
/// </summary>
internal static class Drying
{
    private const long Hour = 60 * 60 * 1000;
    private const double Day = 24 * Hour;

    // Water that runs out below is not what the plant uses.
    private const long Drains = 6 * Hour;
    private const long Lookback = 7 * 24 * Hour;
    private const int MinPairs = 3;
    private const int HoursADay = 24;

    /// <summary>Below this, in points a day, nothing can be said of when it will be dry.</summary>
    private const double MinRate = 0.2;

    /// <summary>
    /// Points of soil moisture lost a day; negative where it gets wetter; <see langword="null"/> where there is too little to
    /// say.
    /// </summary>
    /// <param name="soil">Oldest first.</param>
    /// <param name="watered">Since when it dries, where that is known.</param>
    public static double? Rate(IReadOnlyList<Sample> soil, long? watered)
    {
        if (soil.Count == 0) return null;
        var from = Math.Max(soil[^1].Time - Lookback, watered + Drains ?? long.MinValue);
        Sample[] hours =
        [
            .. soil.Where(sample => sample.Time >= from).GroupBy(sample => sample.Time / Hour)
                .Select(hour => new Sample(hour.Key * Hour, Median.Of(hour.Select(sample => sample.Value)))),
        ];
        var slopes = new List<double>();
        for (var i = 0; i < hours.Length; i++)
        {
            for (var j = i + 1; j < hours.Length; j++)
            {
                var apart = hours[j].Time - hours[i].Time;
                if (apart / Hour % HoursADay == 0) slopes.Add((hours[j].Value - hours[i].Value) / apart);
            }
        }

        return slopes.Count < MinPairs ? null : -Median.Of(slopes) * Day;
    }

    /// <summary>When it will be too dry, in days, if it goes on like that; <see langword="null"/> where nobody can say.</summary>
    /// <param name="low">Where too dry begins, %.</param>
    /// <param name="soil">Oldest first.</param>
    /// <param name="rate">Points a day.</param>
    public static double? DaysUntil(double low, IReadOnlyList<Sample> soil, double? rate)
    {
        if (soil.Count == 0) return null;
        var now = Median.Of(soil.Where(sample => sample.Time >= soil[^1].Time - Hour).Select(sample => sample.Value));
        if (now <= low) return 0;
        return rate >= MinRate ? (now - low) / rate : null;
    }

    /// <summary>By value and millisecond.</summary>
    public static double Slope(IReadOnlyList<Sample> samples)
    {
        var slopes = new List<double>(samples.Count * (samples.Count - 1) / 2);
        for (var i = 0; i < samples.Count; i++)
        {
            for (var j = i + 1; j < samples.Count; j++)
            {
                slopes.Add((samples[j].Value - samples[i].Value) / (samples[j].Time - samples[i].Time));
            }
        }

        return Median.Of(slopes);
    }
}
