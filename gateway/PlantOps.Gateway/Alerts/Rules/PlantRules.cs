using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>The rules that hold for a plant now.</summary>
internal sealed class PlantRules(SpeciesCatalogue species, SpeciesStore changed)
{
    /// <summary>Another one whenever rules may be others than before.</summary>
    public long Revision => changed.Revision;

    /// <summary>Looks whether another gateway has changed anything.</summary>
    public void Notice() => changed.Notice();

    /// <summary>None where no device watches it.</summary>
    public IReadOnlyList<AlertRule> Of(Plant plant) => plant.Watched is null ? [] : AsWatched(plant);

    /// <summary>Those that hold while a device watches it.</summary>
    public IReadOnlyList<AlertRule> AsWatched(Plant plant) => RuleBook.Of(species.RangesOf(plant.Species), plant.Rules);

    /// <summary>Those too that are turned off or have no threshold.</summary>
    public IEnumerable<AlertRule> AllOf(Plant plant) => RuleBook.All(species.RangesOf(plant.Species), plant.Rules);

    public bool KnowsSpeciesOf(Plant plant) => plant.Species is { } id && species.Find(id) is not null;
}
