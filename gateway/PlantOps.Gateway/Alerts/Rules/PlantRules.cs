using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>The rules that hold for a plant now.</summary>
internal sealed class PlantRules
{
    private readonly PlantRanges _unknown = PlantRanges.Unknown;

    /// <summary>Another one whenever rules may be others than before.</summary>
    public long Revision { get; }

    /// <summary>None where no device watches it.</summary>
    public IReadOnlyList<AlertRule> Of(Plant plant) => plant.Watched is null ? [] : AsWatched(plant);

    /// <summary>Those that hold while a device watches it.</summary>
    public IReadOnlyList<AlertRule> AsWatched(Plant plant) => RuleBook.Of(RangesOf(plant), plant.Rules);

    /// <summary>Those too that are turned off or have no threshold.</summary>
    public IEnumerable<AlertRule> AllOf(Plant plant) => RuleBook.All(RangesOf(plant), plant.Rules);

    public bool KnowsSpeciesOf(Plant plant) => plant.Species is not null && RangesOf(plant) != _unknown;

    private PlantRanges RangesOf(Plant plant) => _unknown;
}
