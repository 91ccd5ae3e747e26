namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>
/// How wrong forecasts are: those that the plant's own past would have had, beside what forecasts of others had. An error is by
/// which part of the time foreseen, and half a day, it truly took longer.
/// </summary>
internal static class ForecastErrors
{
    // Nobody can tell within half a day, however soon it is.
    private const double Blur = 0.5;

    /// <summary>
    /// Of plants of which little is known, in tenths: made-up pots and years that no test uses, whose last drying alone was
    /// known.
    /// </summary>
    private static readonly double[] Others = [-0.30, -0.20, -0.13, -0.08, -0.03, 0.02, 0.07, 0.13, 0.20, 0.32];

    // Forecasts of four days in a row are wrong together, and count as one.
    private const double OfOne = 8;
    private const double OfOthers = 1.5;

    // What a probe shows wrongly shows in no forecast of its own; nor does where soil slows down that no dry-down has reached.
    private const double OfTheProbe = 0.02;
    private const double OfTheUnseen = 0.15;

    // Of few errors the next one may well be the worst: V. Vovk, A. Gammerman and G. Shafer, Algorithmic Learning in a Random
    // World (2005), 2.2. Those of a plant are not quite as if drawn by lot.
    private const double OfFew = 0.85;

    public static double Of(double foreseen, double actual) => (actual - foreseen) / (foreseen + Blur);

    /// <summary>Days, as many of ten forecasts as the quantile says are over by then.</summary>
    /// <param name="foreseen">Days.</param>
    /// <param name="own">Errors of the plant, in any order.</param>
    /// <param name="quantile">0 to 1.</param>
    /// <param name="unseen">Which part of the way no dry-down has gone before, 0 to 1: it may be slower there.</param>
    public static double Days(double foreseen, IReadOnlyList<double> own, double quantile, double unseen)
    {
        var known = OfOthers + (own.Count / OfOne);
        var wanted = 0.5 + Math.Clamp((quantile - 0.5) * (1 + (OfFew / known)), -0.5, 0.5);
        var all = Others.Select(error => (Error: error, Weight: OfOthers / Others.Length))
            .Concat(own.Select(error => (Error: error, Weight: 1 / OfOne)))
            .OrderBy(one => one.Error);
        var beyond = Math.Sign(quantile - 0.5) * (quantile > 0.5 ? OfTheProbe + (OfTheUnseen * unseen) : OfTheProbe);
        return foreseen + ((At(all, wanted * known) + beyond) * (foreseen + Blur));
    }

    // Between the middles of their weights.
    private static double At(IEnumerable<(double Error, double Weight)> sorted, double wanted)
    {
        var (before, passed) = (double.NaN, 0.0);
        var at = 0.0;
        foreach (var (error, weight) in sorted)
        {
            var middle = passed + (weight / 2);
            if (middle >= wanted)
                return double.IsNaN(before) ? error : before + ((error - before) * (wanted - at) / (middle - at));
            (before, at, passed) = (error, middle, passed + weight);
        }

        return before;
    }
}
