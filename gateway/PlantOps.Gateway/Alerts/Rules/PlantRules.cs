using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>The rules that hold for a plant now.</summary>
internal sealed class PlantRules
{
    private readonly PlantRanges _unknown = PlantRanges.Unknown;

    /// <summary>Another one whenever rules may be others than before.</summary>
    public long Revision { get; }

    /// <summary>None where no device watches it.</summary>
    public IReadOnlyList<AlertRule> Of(Plant plant) => plant.Watched is null ? [] : RuleBook.Of(_unknown, plant.Rules);
}
