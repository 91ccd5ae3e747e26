using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary><c>plants_list</c> and <c>plant_get</c>: how plants are, and why.</summary>
internal sealed class PlantTools(
    PlantStore plants, PlantFinder finder, PlantStatusCache statuses, OpenAlerts open, PlantRules rules, LatestReadings latest,
    DryForecasts forecasts, FiguresReader figures, AnswerParts parts)
{
    private const string Attention = "attention";
    private const string Driest = "driest";

    private const string Worst = "worst";
    private const string ByName = "name";
    private const int MaxAlerts = 3;

    public static readonly string[] States = ["ok", "warning", "critical", "unknown", Attention];
    public static readonly string[] Orders = [Worst, Driest, ByName];

    private static readonly string Soil = Metrics.Name(Metric.SoilMoisture);

    public ToolAnswer List(ToolCall call)
    {
        var given = call.Arguments;
        var (state, order) = (given.Choice("state", States), given.Choice("order", Orders) ?? Worst);
        var (search, skip) = (given.Text("search"), (int)(given.Number("after", 0, 1_000_000) ?? 0));
        if (given.Problem is { } problem) return problem;
        IEnumerable<Plant> found = [.. plants.All.Select(plant => plant.Value).Where(plant => plant.PutAwayAt is null)];
        if (!string.IsNullOrWhiteSpace(search)) found = finder.Search(search, found);
        var known = found.Select(Known).Where(one => Is(one.State, state)).ToList();
        var ordered = order switch
        {
            Driest => known.OrderBy(one => one.Room ?? double.MaxValue).ThenBy(one => one.Plant.Id, StringComparer.Ordinal),
            ByName => known.OrderBy(one => one.Plant.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(one => one.Plant.Id, StringComparer.Ordinal),
            _ when !string.IsNullOrWhiteSpace(search) => known.AsEnumerable(),
            _ => known.OrderByDescending(one => one.State).ThenBy(one => one.Plant.Id, StringComparer.Ordinal),
        };
        var (some, more) = ToolAnswer.Fit(ordered.Skip(skip).Select(ItemOf), AssistantsJson.Brief.PlantItem);
        var next = more ? $"{skip + some.Count}" : null;
        return ToolAnswer.Of(new PlantList { Plants = some, Total = known.Count, Next = next }, AssistantsJson.Brief.PlantList);
    }

    public ToolAnswer Get(ToolCall call)
    {
        var text = call.Arguments.Needed("plant");
        if (call.Arguments.Problem is { } problem) return problem;
        var (plant, refusal) = finder.Find(text);
        return plant is null ? refusal! : ToolAnswer.Of(Of(plant), AssistantsJson.Brief.PlantAnswer);
    }

    public PlantAnswer Of(Plant plant)
    {
        var status = statuses.Of(plant.Id);
        var reading = ReadingOf(plant);
        var alerts = open.Of(plant.Id).Select(alert => alert.Value).ToList();
        return new PlantAnswer
        {
            Id = plant.Id,
            UntrustedText = PlantFinder.NameOf(plant) with { Notes = ToolAnswer.Cut(plant.Notes) },
            Species = plant.Species,
            State = status.Condition,
            Watched = plant.Watched is not null,
            PutAwayAt = parts.At(plant.PutAwayAt),
            MutedUntil = plant.MutedUntil > parts.Now ? parts.At(plant.MutedUntil) : null,
            MeasuredAt = parts.At(reading?.Time),
            Latest = reading is { } known ? LatestOf(known) : new Dictionary<string, LatestValue>(),
            Thresholds = ThresholdsOf(plant),
            Figures = parts.Figures(figures.Of(plant)),
            Alerts = [.. alerts.Take(MaxAlerts).Select(alert => parts.Item(alert, withPlant: false))],
            MoreAlerts = alerts.Count > MaxAlerts ? alerts.Count - MaxAlerts : null,
        };
    }

    private static bool Is(PlantCondition state, string? asked) => asked switch
    {
        null => true,
        Attention => state is PlantCondition.Warning or PlantCondition.Critical,
        _ => state.ToString().Equals(asked, StringComparison.OrdinalIgnoreCase),
    };

    private KnownPlant Known(Plant plant)
    {
        var reading = ReadingOf(plant);
        var soil = reading is { } known && known.Qualities[Metric.SoilMoisture] == Quality.Ok
            ? AnswerParts.Round(known.Values[Metric.SoilMoisture])
            : null;
        return new KnownPlant(plant, statuses.Of(plant.Id).Condition, reading, soil, LowOf(plant));
    }

    private PlantItem ItemOf(KnownPlant known)
    {
        var worst = open.Of(known.Plant.Id).Select(alert => alert.Value).MaxBy(alert => alert.Severity);
        return new PlantItem
        {
            Id = known.Plant.Id,
            UntrustedText = PlantFinder.NameOf(known.Plant),
            Species = known.Plant.Species,
            State = known.State,
            Why = worst is null ? null : AnswerParts.Says(worst),
            Since = worst is null ? null : parts.At(worst.WorstSince),
            SoilMoisture = known.Soil,
            DryBelow = known.Low,
            DaysUntilDry = known.Plant.Watched is null ? null : AnswerParts.Round(forecasts.Of(known.Plant).DaysUntilDry),
            MeasuredAt = parts.At(known.Reading?.Time),
        };
    }

    private double? LowOf(Plant plant) => AnswerParts.Wanted(rules.Of(plant), Soil)?.Low;

    private Reading? ReadingOf(Plant plant) =>
        plant.Watched is { } watch && latest.Of(watch.Stream) is { } reading && reading.Time >= watch.From ? reading : null;

    private static Dictionary<string, LatestValue> LatestOf(Reading reading)
    {
        var values = new Dictionary<string, LatestValue>();
        foreach (var metric in MetricNames.Metrics)
        {
            var (value, quality) = (reading.Values[metric], reading.Qualities[metric]);
            if (double.IsNaN(value) && quality == Quality.Ok) continue;
            var doubt = quality == Quality.Ok ? null : Qualities.Name(quality);
            var rounded = AnswerParts.Round(value, Metrics.Decimals(metric));
            values[Metrics.Name(metric)] = new LatestValue(rounded, Metrics.Unit(metric), doubt);
        }

        return values;
    }

    private Dictionary<string, WantedRange> ThresholdsOf(Plant plant)
    {
        var watched = rules.AsWatched(plant);
        return MetricNames.All
            .Select(name => (Name: name, Range: AnswerParts.Wanted(watched, name)))
            .Where(one => one.Range is not null)
            .ToDictionary(one => one.Name, one => one.Range!);
    }

    /// <param name="Plant">The plant.</param>
    /// <param name="State">How it is.</param>
    /// <param name="Reading">What was measured last.</param>
    /// <param name="Soil">Its soil moisture, %, where that can be trusted.</param>
    /// <param name="Low">Soil moisture below which it is too dry.</param>
    private sealed record KnownPlant(Plant Plant, PlantCondition State, Reading? Reading, double? Soil, double? Low)
    {
        /// <summary>How much moister it is than it must be.</summary>
        public double? Room => Soil - (Low ?? 0);
    }
}
