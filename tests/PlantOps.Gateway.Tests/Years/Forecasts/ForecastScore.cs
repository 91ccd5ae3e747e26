namespace PlantOps.Gateway.Tests.Years.Forecasts;

/// <summary>How good forecasts were.</summary>
/// <param name="Count">How many.</param>
/// <param name="Coverage">Which part of them held.</param>
/// <param name="Width">Median, from earliest to latest, days.</param>
/// <param name="Actual">Median of how long it truly took, days.</param>
/// <param name="Loss">Pinball loss in the mean of the tenth, half and nine tenths, days.</param>
/// <param name="NaiveLoss">Of the naive forecast, where there was one.</param>
/// <param name="LossBeside">Where there was a naive one.</param>
internal sealed record ForecastScore(
    int Count, double Coverage, double Width, double Actual, double Loss, double NaiveLoss, double LossBeside)
{
    private static readonly double[] Quantiles = [0.1, 0.5, 0.9];

    public static ForecastScore Of(IReadOnlyCollection<ForecastTrial> trials)
    {
        var beside = trials.Select(trial => (Trial: trial, Naive: trial.Naive())).Where(one => one.Naive is not null).ToList();
        return new ForecastScore(
            trials.Count,
            trials.Average(trial => trial.Held ? 1.0 : 0),
            Median(trials.Select(trial => trial.Width)),
            Median(trials.Select(trial => trial.Actual)),
            trials.Average(LossOf),
            beside.Average(one => Pinball([one.Naive!.Value, one.Naive.Value, one.Naive.Value], one.Trial.Actual)),
            beside.Average(one => LossOf(one.Trial)));
    }

    private static double LossOf(ForecastTrial trial) =>
        Pinball([trial.Forecast.Earliest, trial.Forecast.Likely, trial.Forecast.Latest], trial.Actual);

    // R. Koenker and G. Bassett, Econometrica 46 (1978), 33.
    private static double Pinball(double[] foreseen, double actual) => Quantiles.Zip(foreseen)
        .Average(one => Math.Max(one.First * (actual - one.Second), (one.First - 1) * (actual - one.Second)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
