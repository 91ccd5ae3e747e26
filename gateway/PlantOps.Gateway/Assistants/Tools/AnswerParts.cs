using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Notifications.Messages;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>What several tools say, in the words of messages and pages, and times as the plants' owner counts them.</summary>
internal sealed class AnswerParts(IOptions<AlertOptions> options, PlantStore plants, TimeProvider time)
{
    private static readonly EnglishAlertWords Words = new();

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>A time at the plants' place, to the second.</summary>
    /// <param name="unixMs">Unix milliseconds UTC.</param>
    public DateTimeOffset At(long unixMs) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(unixMs / 1000), options.Value.TimeZone);

    public DateTimeOffset? At(long? unixMs) => unixMs is { } known ? At(known) : null;

    public static double? Round(double? value, int decimals = 1) =>
        value is { } number && double.IsFinite(number) ? Math.Round(number, decimals) : null;

    /// <summary>Why it was raised: <c>is dry: soil moisture 12 %, should be at least 15 %</c>.</summary>
    public static string Says(Alert alert) => alert.Value is null || alert.Rule.Kind == RuleKind.NoData
        ? Text(alert).One
        : $"{Text(alert).One}: {Words.Measured(alert.Rule, alert.Severity, alert.Value)}";

    public static RuleText Text(Alert alert) => Words.Rule(alert.Rule, alert.Severity);

    /// <param name="alert">The alert.</param>
    /// <param name="withPlant">Whether it is to say of which plant it is.</param>
    public AlertItem Item(Alert alert, bool withPlant) => new()
    {
        Id = alert.Id,
        Plant = withPlant ? alert.PlantId : null,
        UntrustedText = withPlant && plants.Find(alert.PlantId) is { } plant ? PlantFinder.NameOf(plant.Value) : null,
        Severity = alert.Severity,
        Says = Says(alert),
        Advice = Text(alert).Advice,
        Since = At(alert.WorstSince),
        RecoveredAt = At(alert.RecoveredAt),
        AcknowledgedAt = At(alert.AcknowledgedAt),
        SnoozedUntil = At(alert.SnoozedUntil),
    };

    public JournalItem Item(JournalEntry entry) => new()
    {
        Id = entry.Id,
        Kind = entry.Kind,
        At = At(entry.At),
        AmountMl = entry.AmountMl,
        UntrustedText = new UntrustedText { Text = ToolAnswer.Cut(entry.Text), By = entry.By },
    };

    public FiguresAnswer Figures(PlantFigures figures) => new()
    {
        LastWatered = At(figures.LastWatered),
        DaysSinceWatering = Round(figures.DaysSinceWatering),
        DryingRate = Round(figures.DryingRate),
        DaysUntilDry = Round(figures.DaysUntilDry),
        LightYesterday = Round(figures.LightYesterday),
        LightToday = Round(figures.LightToday),
        VapourPressureDeficit = Round(figures.VapourPressureDeficit, 2),
        DewPoint = Round(figures.DewPoint),
    };

    /// <summary>Where a metric should be, by the rules of a plant; <see langword="null"/> where nothing watches it.</summary>
    /// <param name="rules">Those that hold.</param>
    /// <param name="metric">Its name on the wire.</param>
    public static WantedRange? Wanted(IReadOnlyList<AlertRule> rules, string metric)
    {
        var low = rules.FirstOrDefault(rule => rule.Kind == RuleKind.Low && rule.Metric == metric);
        var high = rules.FirstOrDefault(rule => rule.Kind == RuleKind.High && rule.Metric == metric);
        return low is null && high is null ? null : new WantedRange
        {
            Low = low?.Warning, High = high?.Warning, CriticalLow = low?.Critical, CriticalHigh = high?.Critical,
        };
    }
}
