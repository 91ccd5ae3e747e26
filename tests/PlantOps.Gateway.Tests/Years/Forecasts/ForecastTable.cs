using System.Globalization;
using System.Text;

namespace PlantOps.Gateway.Tests.Years.Forecasts;

/// <summary>How good forecasts of dryness are, as a section of docs/alerts.md.</summary>
internal static class ForecastTable
{
    private const int Pots = 60;

    /// <param name="seeds">Of the years; pots are made up by others.</param>
    public static string Of(IReadOnlyList<int> seeds)
    {
        var text = new StringBuilder();
        List<HouseholdYear> years = [.. seeds.Select(Household.Of)];
        List<ForecastTrial> own = [.. years.SelectMany(year => ForecastTrial.Of(year, SoilProbeModel.All[0], 2))];
        List<ForecastTrial> pots = [.. PotSeeds(seeds).SelectMany(seed => ForecastTrial.OfPot(seed, 5))];
        var named = string.Join(", ", seeds);
        Line(text, $"Years of seeds {named}, a forecast each second day; {Pots} made-up pots, one each fifth day.");
        Line(text, $"");
        Line(text, $"| forecasts | how many | held | truly took, median | width, median | pinball loss | of the last rate |");
        Line(text, $"|---|--:|--:|--:|--:|--:|--:|");
        Row(text, "**all**", [.. own, .. pots]);
        Row(text, "six plants of the years", own);
        foreach (var season in own.GroupBy(trial => trial.Season)) Row(text, $"in {season.Key}", [.. season]);
        foreach (var plant in own.GroupBy(trial => trial.Plant)) Row(text, plant.Key, [.. plant]);
        foreach (var probe in SoilProbeModel.All.Skip(1))
            Row(text, $"probe {probe.Name}", [.. years.SelectMany(year => ForecastTrial.Of(year, probe, 6))]);
        Row(text, "made-up pots", pots);
        List<ForecastTrial> young = [.. years.SelectMany(year => ForecastTrial.Of(year, SoilProbeModel.All[0], 6, 14))];
        Row(text, "years, known for two weeks", young);
        Row(text, "made-up pots, known for two weeks", [.. PotSeeds(seeds).SelectMany(seed => ForecastTrial.OfPot(seed, 5, 14))]);
        return text.ToString();
    }

    private static IEnumerable<int> PotSeeds(IReadOnlyList<int> seeds) => Enumerable.Range(1000 * seeds[0], Pots);

    private static void Row(StringBuilder text, string name, IReadOnlyCollection<ForecastTrial> trials)
    {
        var score = ForecastScore.Of(trials);
        var days = Invariant($"{score.Actual:0.0} d | {score.Width:0.0} d");
        var losses = Invariant($"{score.LossBeside:0.00} | {score.NaiveLoss:0.00}");
        Line(text, $"| {name} | {score.Count} | {score.Coverage * 100:0} % | {days} | {losses} |");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
