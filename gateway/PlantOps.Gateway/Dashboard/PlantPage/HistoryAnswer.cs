using System.Text.Json.Serialization;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Dashboard.Compare;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>What the chart draws. Times are Unix seconds, as uPlot has them.</summary>
internal sealed class HistoryAnswer
{
    public required long[] T { get; init; }

    public required double?[] Min { get; init; }

    public required double?[] Mean { get; init; }

    public required double?[] Max { get; init; }

    /// <summary>Where it should be, by the plant's rules.</summary>
    public required double? Low { get; init; }

    public required double? High { get; init; }

    /// <summary>From when the chart is, and until when.</summary>
    public required long[] Range { get; init; }

    /// <summary>When it was watered, as somebody said.</summary>
    public required long[] Watered { get; init; }

    /// <summary>When something else was noted.</summary>
    public required long[] Noted { get; init; }

    /// <summary>From when until when something was wrong.</summary>
    public required long[][] Alerts { get; init; }

    public static HistoryAnswer Of(
        IReadOnlyList<HistoryPoint> points, (double? Low, double? High) wanted, long from, long to,
        IReadOnlyList<JournalEntry> journal, IEnumerable<Alert> alerts) => new()
    {
        T = [.. points.Select(point => point.At / 1000)],
        Min = [.. points.Select(point => Round(point.Min))],
        Mean = [.. points.Select(point => Round(point.Mean))],
        Max = [.. points.Select(point => Round(point.Max))],
        Low = wanted.Low,
        High = wanted.High,
        Range = [from / 1000, to / 1000],
        Watered = [.. journal.Where(entry => entry.Kind == JournalKind.Watered).Select(entry => entry.At / 1000)],
        Noted = [.. journal.Where(entry => entry.Kind != JournalKind.Watered).Select(entry => entry.At / 1000)],
        Alerts = [.. alerts.Select(alert => new[] { alert.Since / 1000, (alert.RecoveredAt ?? to) / 1000 })],
    };

    private static double? Round(double value) => double.IsFinite(value) ? Math.Round(value, 1) : null;
}

/// <summary>What scripts of the pages read; written at build time because native code has no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CompareAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
internal sealed partial class DashboardJson : JsonSerializerContext;
