using PlantOps.Gateway.Access;
using PlantOps.Gateway.Telemetry;
using static PlantOps.Gateway.Assistants.Tools.ToolSchema;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>Every tool there is. None sends commands to devices, and none reads settings or secrets.</summary>
internal sealed class ToolCatalogue(
    PlantTools plants, HistoryTool history, CareTool care, JournalTools journal, AlertTools alerts, SpeciesTools species)
{
    private static readonly string Plant = Text("plant", "Id or name; typing mistakes are forgiven");
    private static readonly string After = Text("after", "next of the part before");
    private static readonly string Next = Text("next");
    private static readonly string Alert = Text("alert", "Id, or a plant with one open alert");

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<AssistantTool> All => field ??= [.. OfPlants(), .. OfJournals(), .. OfAlerts(), .. OfSpecies()];

    public AssistantTool? Find(string? name) => All.FirstOrDefault(tool => tool.Name == name);

    private IEnumerable<AssistantTool> OfPlants() =>
    [
        new(
            "plants_list", "Plants and how they are",
            "All plants: state, why, since when, soil moisture (%), days until dry. " +
            "order=driest: those first that need water soonest.",
            Object([], Choice("state", PlantTools.States), Text("search"), Choice("order", PlantTools.Orders), After),
            Object(["plants", "total"], List("plants", Text("id"), Untrusted), Whole("total"), Next),
            plants.List),
        new(
            "plant_get", "A plant",
            "One plant: latest values, thresholds, figures (drying rate, days until dry, light, air) and open alerts.",
            Object(["plant"], Plant),
            Object(["id", "state"], Text("id"), Text("state"), Untrusted),
            plants.Get),
        new(
            "plant_history", "A plant's history",
            "A metric over time, a week by default: min, mean and max a period (null: nothing measured), gaps, " +
            "how many values were doubted.",
            Object(
                ["plant"], Plant, Choice("metric", MetricNames.All), Text("from", "ISO 8601 with offset"), Text("to"),
                Whole("points", HistoryTool.MinPoints, HistoryTool.MaxPoints)),
            Object(
                ["from", "period_seconds", "min", "mean", "max"],
                Text("from"), Whole("period_seconds"), List("min"), List("mean"), List("max"), Text("next", "from of the rest")),
            history.Answer),
        new(
            "plant_care", "What a plant needs",
            "What to do for a plant and when, the most urgent first, each with its reason.",
            Object(["plant"], Plant),
            Object(["plant", "items"], Text("plant"), List("items"), Untrusted),
            care.Answer),
    ];

    private IEnumerable<AssistantTool> OfJournals() =>
    [
        new(
            "plant_journal", "A plant's journal",
            "What people did to a plant, the newest first.",
            Object(["plant"], Plant, Whole("limit", 1, JournalTools.MaxEntries), After),
            Object(["entries"], List("entries", Text("id"), Untrusted), Next),
            journal.Read),
        new(
            "plant_note", "Note what was done",
            "Writes into a plant's journal what its owner did or saw; only when they say so. " +
            "A watering answers alerts of dry soil.",
            Object(
                ["plant", "kind"], Plant, Choice("kind", JournalTools.Kinds), Text("text"), Whole("amount_ml", "Of a watering"),
                Text("at", "ISO 8601; now by default")),
            Object(["plant", "entry"], Text("plant"), Thing("entry", Text("id"), Untrusted)),
            journal.Note)
        {
            Right = AccessPolicies.Care, IsIdempotent = false,
        },
    ];

    private IEnumerable<AssistantTool> OfAlerts() =>
    [
        new(
            "alerts_list", "Alerts",
            "What is wrong, the newest first. With since also what is over, unless open is true.",
            Object([], Flag("open"), Text("since", "ISO 8601 with offset"), Plant, After),
            Object(["alerts"], List("alerts", Text("id"), Untrusted), Next),
            alerts.List),
        new(
            "alert_acknowledge", "Acknowledge an alert",
            "Says that its owner looks after an alert: nobody is told again unless it gets worse.",
            Object(["alert"], Alert),
            Object(["alert"], Thing("alert", Text("id"), Untrusted)),
            alerts.Acknowledge)
        {
            Right = AccessPolicies.Care,
        },
        new(
            "alert_snooze", "Snooze an alert",
            "Tells nobody of an alert for some hours.",
            Object(["alert", "hours"], Alert, Number("hours", AlertTools.MaxHours)),
            Object(["alert"], Thing("alert", Text("id"), Untrusted)),
            alerts.Snooze)
        {
            Right = AccessPolicies.Care,
        },
    ];

    private IEnumerable<AssistantTool> OfSpecies() =>
    [
        new(
            "species_search", "Find a species",
            "Species by any of their names, likeliest first. left_out: words that are not known; it may be another plant.",
            Object(["text"], Text("text"), After),
            Object(["species"], List("species", Text("id"), Untrusted), Next),
            species.Search),
        new(
            "species_get", "A species",
            "What a species needs: soil moisture (%), air temperature (°C) and humidity (%), light, watering, feeding, " +
            "toxicity, sources.",
            Object(["species"], Text("species", "Id or name")),
            Object(
                ["id", "toxic_to_pets", "toxic_to_children"],
                Text("id"), Text("toxic_to_pets"), Text("toxic_to_children"), Untrusted),
            species.Get),
    ];
}
