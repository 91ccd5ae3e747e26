using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>
/// What is known to be needed now: what open alerts ask for, and when the soil will be dry if it goes on as it does. It plans
/// nothing
/// beyond that.
/// </summary>
internal sealed class KnownNeeds(
    OpenAlerts open, FiguresReader figures, SpeciesCatalogue species, PlantStatusCache statuses, AnswerParts parts)
{
    private const int MaxItems = 6;
    private const long Day = 24 * 60 * 60 * 1000;

    /// <summary>Further ahead nobody plans by how fast soil dries, in days.</summary>
    private const double MaxAhead = 14;

    // How much earlier or later than forecast it may be dry, as a part of the time until then.
    private const double Uncertain = 0.25;

    public CareAnswer Of(Plant plant)
    {
        var now = parts.Now;
        var known = figures.Of(plant);
        var alerts = open.Of(plant.Id).Select(alert => alert.Value)
            .OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Since)
            .ToList();
        List<CareItem> items = [.. alerts.Take(MaxItems).Select(Item)];
        var isDry = alerts.Exists(alert => KindOf(alert.Rule) == "water");
        if (!isDry && known.DaysUntilDry is { } days and <= MaxAhead) items.Add(Forecast(days, now));
        var found = plant.Species is { } id ? species.Find(id) : null;
        var kind = found is not null && SpeciesTools.IsBuiltIn(found) ? found.Profile : null;
        return new CareAnswer
        {
            Plant = plant.Id,
            UntrustedText = PlantFinder.NameOf(plant),
            Source = "alerts_and_figures",
            MadeAt = parts.At(now),
            Items = items,
            Watering = ToolAnswer.Cut(kind?.Watering, 300),
            Feeding = ToolAnswer.Cut(kind?.Feeding, 300),
            Figures = parts.Figures(known),
            NotKnown = NotKnown(plant, known.DaysUntilDry),
        };
    }

    private CareItem Item(Alert alert) => new()
    {
        Kind = KindOf(alert.Rule),
        Text = AnswerParts.Text(alert).Advice,
        Why = AnswerParts.Says(alert),
        From = parts.At(alert.WorstSince),
        Alert = alert.Id,
    };

    private CareItem Forecast(double days, long now) => new()
    {
        Kind = "water",
        Text = "Look at the soil, and water it when it is dry.",
        Why = $"Its soil is dry in {AnswerParts.Round(days)} days if it goes on as it does.",
        From = parts.At(now + (long)(days * (1 - Uncertain) * Day)),
        To = parts.At(now + (long)(days * (1 + Uncertain) * Day)),
    };

    private List<string>? NotKnown(Plant plant, double? daysUntilDry)
    {
        List<string> missing = [];
        if (plant.Species is null) missing.Add("Its species: thresholds are those that hardly any plant survives.");
        if (plant.Watched is null) missing.Add("How it is: no device watches it.");
        else if (statuses.Of(plant.Id).Condition == PlantCondition.Unknown)
            missing.Add("How it is: nothing recent that could be trusted was measured.");
        else if (daysUntilDry is null) missing.Add("When it will be dry: that takes some days of soil moisture.");
        return missing.Count == 0 ? null : missing;
    }

    private static string KindOf(AlertRule rule) => rule.Kind switch
    {
        RuleKind.Low when rule.Metric == Metrics.Name(Metric.SoilMoisture) => "water",
        RuleKind.LowLight or RuleKind.HighLight => "light",
        RuleKind.Low or RuleKind.High when rule.Metric == Metrics.Name(Metric.LightLevel) => "light",
        RuleKind.Low or RuleKind.High when rule.Metric == Metrics.Name(Metric.Humidity) => "humidity",
        RuleKind.Low or RuleKind.High when rule.Metric == Metrics.Name(Metric.Temperature) => "temperature",
        _ => "inspect",
    };
}
