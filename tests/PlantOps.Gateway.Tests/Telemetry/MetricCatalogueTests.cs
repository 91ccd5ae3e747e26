using System.Globalization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

/// <summary>What is said of metrics follows the catalogue.</summary>
public sealed class MetricCatalogueTests
{
    private const string Head = "| metric | what | unit | decimals as sent | can be true from, to |";

    private static readonly Dictionary<string, RuleChange> NoChanges = [];

    public static TheoryData<Metric> All => [.. MetricNames.Metrics];

    [Fact]
    public void Qualities_OfEveryMetric_AreKeptApart()
    {
        Assert.True(4 * Metrics.Count <= 32);
        foreach (var metric in MetricNames.Metrics)
        {
            var qualities = default(MetricQualities).With(metric, (Quality)15);
            Assert.All(MetricNames.Metrics, other => Assert.Equal(other == metric ? (Quality)15 : Quality.Ok, qualities[other]));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Rules_OfAMetric_HaveItsUnitAndWords(Metric metric)
    {
        var rules = RuleBook.All(PlantRanges.Unknown, NoChanges).Where(rule => rule.Metric == Metrics.Name(metric)).ToList();
        var isWatched = Metrics.Sensor(metric).Length > 0;
        Assert.Equal(isWatched, rules.Any(rule => rule.Kind == RuleKind.High));
        Assert.Equal(isWatched, rules.Any(rule => rule.Kind == RuleKind.Stuck));
        Assert.Equal(isWatched, rules.Any(rule => rule.Kind == RuleKind.Implausible));
        foreach (var rule in rules.Where(rule => rule.Kind is not (RuleKind.LowLight or RuleKind.HighLight)))
        {
            Assert.Equal(Metrics.Unit(metric), rule.Unit);
            var isOfSensor = rule.Kind is RuleKind.Stuck or RuleKind.Implausible;
            var subject = isOfSensor ? $"{Metrics.Sensor(metric)} sensor" : Metrics.Subject(metric);
            Assert.StartsWith(subject, RuleText.Of(rule, AlertSeverity.Warning).Subject, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Page_OfExport_ListsEveryMetric()
    {
        var page = Path.Combine(FindRoot(), "docs", "export.md");
        var lines = File.ReadAllLines(page).ToList();
        var at = lines.IndexOf(Head) + 2;
        var rows = MetricNames.Metrics.Select(Row).ToList();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            lines.RemoveRange(at, lines.FindIndex(at, line => line.Length == 0) - at);
            lines.InsertRange(at, rows);
            File.WriteAllLines(page, lines);
        }

        Assert.Equal(rows, lines.Skip(at).TakeWhile(line => line.Length > 0));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PlantOps.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static string Row(Metric metric) => string.Create(
        CultureInfo.InvariantCulture,
        $"| `{Metrics.Name(metric)}` | {Metrics.Subject(metric)} | {Metrics.Unit(metric)} | {Metrics.Decimals(metric)} | {Metrics.Min(metric)}, {Metrics.Max(metric)} |");
}
