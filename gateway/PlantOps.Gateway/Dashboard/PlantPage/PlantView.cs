using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Ask;
using PlantOps.Gateway.Dashboard.Care;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Plants;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Plants.Forecast;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Dashboard.PlantPage;

/// <summary>A plant: how it is, what was measured, what that tells, and what was done.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Card">How it is.</param>
/// <param name="Metrics">What can be shown of it.</param>
/// <param name="Ranges">Of how long.</param>
/// <param name="Chart">Which of it the chart shows.</param>
/// <param name="Rows">The same as a table.</param>
/// <param name="Figures">What the readings tell.</param>
/// <param name="Journal">What was done, the newest first.</param>
public sealed record PlantView(
    Shell Shell,
    PlantCard Card,
    IReadOnlyList<CardFilter> Metrics,
    IReadOnlyList<CardFilter> Ranges,
    ChartView Chart,
    IReadOnlyList<HistoryRow> Rows,
    IReadOnlyList<CardValue> Figures,
    IReadOnlyList<JournalRow> Journal)
{
    public const int ShownEntries = 30;

    private const int TableRows = 24;

    /// <summary>What notes something; <c>null</c> for who may not.</summary>
    public JournalFormView? Form { get; init; }

    /// <summary>A calibration that its waterings teach; <c>null</c> where there is none, or for who may not take it.</summary>
    public CalibrationView? Calibration { get; init; }

    /// <summary>Its address, for paper; <c>null</c> until it is known.</summary>
    public PageQr? Qr { get; init; }

    /// <summary>What it needs next; <c>null</c> where it was put away.</summary>
    public CareView? Care { get; init; }

    /// <summary>Where it is asked about; <c>null</c> for who may not.</summary>
    public AskView? Ask { get; init; }

    /// <summary>Its pictures; <c>null</c> until they are read.</summary>
    public PhotosView? Photos { get; init; }

    internal static readonly Metric[] Shown = [Metric.SoilMoisture, Metric.Temperature, Metric.Humidity, Metric.LightLevel];

    /// <summary>What is drawn as well where a plant has it.</summary>
    internal static readonly Metric[] More = [Metric.SoilTemperature, Metric.Conductivity];

    internal static readonly int[] Days = [1, 7, 30, 365];

    internal static PlantView Of(
        Shell shell, PlantCard card, Speech speech, ChartChoice choice, IReadOnlyList<HistoryPoint> points, PlantFigures figures,
        IEnumerable<JournalEntry> journal, long now, IReadOnlyCollection<Metric>? more = null)
    {
        var words = shell.Words;
        var entries = journal.ToList();
        return new PlantView(
            shell,
            card,
            [.. Shown.Concat(more ?? []).Select(metric => new CardFilter(
                words.MetricName(Contracts.Telemetry.Metrics.Name(metric)), 0, choice.With(metric).Path(card.Id),
                metric == choice.Metric))],
            [.. Days.Select(days => new CardFilter(words.Days(days), 0, choice.With(days).Path(card.Id), days == choice.Days))],
            ChartView.Of(card.Id, speech, choice, points, entries, now),
            [.. Sampled(points).Select(point => new HistoryRow(
                point.At, point.IsGap ? words.NotMeasured : speech.Value(point.Mean, choice.Metric)))],
            FiguresOf(figures, speech, now),
            JournalRows.Of(entries, figures.Waterings, speech, ShownEntries));
    }

    private static string DryOf(DryForecast forecast, IWords words)
    {
        if (forecast.Unknown is { } why) return words.DryNotKnown(why.ToString());
        if (forecast.Latest <= 0) return words.DryNow;
        var ((from, to), likely) = (forecast.WholeDays, (int)Math.Round(forecast.Likely));
        var range = words.DryBetween(from, to);
        return to - from > 2 && likely > from && likely < to ? words.MostLikelyIn(range, likely) : range;
    }

    private static IEnumerable<HistoryPoint> Sampled(IReadOnlyList<HistoryPoint> points)
    {
        var step = Math.Max(1, (points.Count + TableRows - 1) / TableRows);
        return points.Where((point, at) => at % step == 0 || point.IsGap).Take(2 * TableRows);
    }

    private static List<CardValue> FiguresOf(PlantFigures figures, Speech speech, long now)
    {
        var words = speech.Words;
        var all = new List<CardValue>();
        Add(words.DryIn, figures.DryForecast is { } forecast ? DryOf(forecast, words) : null);
        Add(words.LastWatered, figures.LastWatered is { } at ? words.Ago(speech.Duration(now - at)) : null);
        Add(words.DryingRate, Number(figures.DryingRate, "%"));
        Add(words.VapourPressure, Number(figures.VapourPressureDeficit, "kPa"));
        Add(words.DewPoint, Number(figures.DewPoint, "°C"));
        Add(words.LightYesterday, Number(figures.LightYesterday, "mol/m²"));
        return all;

        void Add(string name, string? text) => all.Add(new CardValue(name, text ?? words.NobodyKnowsThat));
        string? Number(double? value, string unit) => value is { } known ? Speech.Tight(speech.Alerts.Value(known, unit)) : null;
    }
}

/// <summary>What a chart shows.</summary>
/// <param name="Metric">Of what.</param>
/// <param name="Days">Of how long.</param>
internal sealed record ChartChoice(Metric Metric, int Days)
{
    public static ChartChoice Of(string? metric, int? days) => new(
        PlantView.Shown.Concat(PlantView.More).FirstOrDefault(one => Metrics.Name(one) == metric, Metric.SoilMoisture),
        PlantView.Days.Contains(days ?? 0) ? days!.Value : 7);

    public ChartChoice With(Metric metric) => this with { Metric = metric };

    public ChartChoice With(int days) => this with { Days = days };

    public string Path(string plant, string what = "") => $"/plants/{plant}{what}?metric={Metrics.Name(Metric)}&days={Days}";
}

/// <summary>A row of the table.</summary>
/// <param name="At">Unix milliseconds UTC.</param>
/// <param name="Text">What was measured.</param>
public sealed record HistoryRow(long At, string Text);
