namespace PlantOps.Gateway.Tests.Years.Forecasts;

/// <summary>Whether forecasts of dryness hold as often as they say, on seeds that nothing was chosen by.</summary>
public sealed class ForecastCoverageTests
{
    private static readonly Lazy<IReadOnlyList<HouseholdYear>> Years = new(
        () => [.. new[] { 901, 902, 903 }.Select(Household.Of)]);
    private static readonly int[] Pots = [.. Enumerable.Range(90_000, 60)];

    [Fact]
    public void Of_HeldOutYearsAndPots_HoldsEightOfTenTimes()
    {
        List<ForecastTrial> years = [.. Trials(SoilProbeModel.All[0], 2)], pots = [.. PotTrials(5)];

        Assert.InRange(Coverage([.. years, .. pots]), 0.75, 0.85);
        Assert.InRange(Coverage(years), 0.75, 0.85);
        Assert.InRange(Coverage(pots), 0.75, 0.85);
        Assert.All(years.GroupBy(trial => trial.Season), season => Assert.InRange(Coverage([.. season]), 0.72, 0.9));
    }

    [Fact]
    public void Of_HeldOutYears_IsNarrowAndBetterThanTheLastRate()
    {
        var score = ForecastScore.Of([.. Trials(SoilProbeModel.All[0], 4)]);

        Assert.InRange(score.Width, 0, score.Actual / 2);
        Assert.InRange(score.LossBeside, 0, score.NaiveLoss * 0.5);
    }

    [Fact]
    public void Of_EachSensorModel_HoldsEightOfTenTimes() => Assert.All(SoilProbeModel.All, probe =>
        Assert.InRange(Coverage([.. Trials(probe, 6)]), 0.72, 0.9));

    [Fact]
    public void Of_PlantsOfTwoWeeks_HoldsAtLeastEightOfTenTimes()
    {
        Assert.InRange(Coverage([.. PotTrials(5, 14)]), 0.75, 0.9);
        Assert.InRange(Coverage([.. Trials(SoilProbeModel.All[0], 6, 14)]), 0.75, 1);
    }

    private static double Coverage(List<ForecastTrial> trials) => trials.Average(trial => trial.Held ? 1.0 : 0);

    private static IEnumerable<ForecastTrial> Trials(SoilProbeModel probe, int every, int known = 120) =>
        Years.Value.SelectMany(year => ForecastTrial.Of(year, probe, every, known));

    private static IEnumerable<ForecastTrial> PotTrials(int every, int known = 120) =>
        Pots.SelectMany(seed => ForecastTrial.OfPot(seed, every, known));
}
