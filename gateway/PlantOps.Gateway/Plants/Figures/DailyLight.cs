namespace PlantOps.Gateway.Plants.Figures;

/// <summary>
/// The daily light integral: how much light that plants use came in all (J. E. Faust and J. Logan, HortScience 53 (2018),
/// 1250).
/// </summary>
/// <param name="Moles">mol/m².</param>
/// <param name="Covered">Which part of the time was watched, 0 to 1.</param>
internal readonly record struct DailyLight(double Moles, double Covered)
{
    /// <summary>
    /// µmol/m²/s of light that plants use a lux of sunlight: 54 lux are one (R. W. Thimijan and R. D. Heins, HortScience 18
    /// (1983), table 3). Lamps differ: 0.0122 for high-pressure sodium, 0.0135 for cool white fluorescent tubes.
    /// </summary>
    public const double MicromolesALux = 0.0185;

    /// <summary>Between readings further apart than this nobody knows what the light was, in milliseconds.</summary>
    public const long MaxGap = 30 * 60 * 1000;

    /// <param name="lux">Oldest first.</param>
    /// <param name="from">Included, Unix milliseconds.</param>
    /// <param name="to">Excluded.</param>
    /// <param name="maxGap">Of a sensor that is slow, how far apart its readings may be, in milliseconds.</param>
    public static DailyLight Of(IReadOnlyList<Sample> lux, long from, long to, long maxGap = MaxGap)
    {
        double luxMilliseconds = 0;
        long covered = 0;
        for (var i = 1; i < lux.Count; i++)
        {
            var (before, after) = (lux[i - 1], lux[i]);
            var (start, end) = (Math.Max(before.Time, from), Math.Min(after.Time, to));
            if (end <= start || after.Time - before.Time > maxGap) continue;
            luxMilliseconds += (Between(before, after, start) + Between(before, after, end)) / 2 * (end - start);
            covered += end - start;
        }

        return new DailyLight(luxMilliseconds / 1000 * MicromolesALux / 1_000_000, to > from ? (double)covered / (to - from) : 0);
    }

    private static double Between(Sample before, Sample after, long time) =>
        before.Value + ((after.Value - before.Value) * (time - before.Time) / (after.Time - before.Time));
}
