using Microsoft.Extensions.Options;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>Shows a plant's rules, and where each comes from.</summary>
internal sealed class RuleViews(
    PlantRules rules, PlantStatusCache statuses, IOptions<AlertOptions> place, IOptions<SeasonOptions> seasons, TimeProvider time)
{
    public IReadOnlyList<RuleView> Of(Plant plant)
    {
        var conditions = statuses.Of(plant.Id).Rules;
        return [.. rules.AllOf(plant).Select(rule => Of(rule, plant, conditions))];
    }

    private RuleView Of(AlertRule rule, Plant plant, IReadOnlyDictionary<string, PlantCondition> conditions)
    {
        var own = plant.Rules.GetValueOrDefault(rule.Id);
        return new RuleView
        {
            Id = rule.Id,
            Kind = rule.Kind,
            Metric = rule.Metric,
            Unit = rule.Unit,
            Active = own?.Enabled != false && RuleBook.HasThreshold(rule),
            Resting = rule.Rest.IsDry && Now().Watering(rule.Rest) != RestWatering.AsAlways,
            Warning = rule.Warning,
            Critical = rule.Critical,
            Hysteresis = rule.Hysteresis,
            DwellS = rule.Dwell / 1000,
            CooldownS = rule.Cooldown / 1000,
            Origin = own is not null ? "own" : RuleBook.IsOfSpecies(rule) && rules.KnowsSpeciesOf(plant) ? "species" : "default",
            Own = own is null ? null : RuleChangeMessage.Of(own),
            Condition = conditions.TryGetValue(rule.Id, out var condition) ? condition : null,
        };
    }

    private Season Now()
    {
        var zone = place.Value.TimeZone;
        return new Season(time.GetUtcNow().ToUnixTimeMilliseconds(), zone, seasons.Value.HemisphereOf(zone));
    }
}
