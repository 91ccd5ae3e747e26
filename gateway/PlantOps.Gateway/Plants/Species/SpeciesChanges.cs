using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>Makes species, changes them and takes them away.</summary>
internal sealed class SpeciesChanges(SpeciesCatalogue species, SpeciesStore store, PlantStore plants)
{
    /// <summary>
    /// Makes a species, or changes one as a whole; <see langword="null"/> where it has changed since it was read.
    /// </summary>
    /// <param name="profile">One that <see cref="SpeciesRules"/> lets pass.</param>
    /// <param name="expected">See <see cref="RecordChange"/>.</param>
    public KnownSpecies? TryPut(SpeciesProfile profile, long? expected) =>
        store.TryPut(profile, expected) ? species.Find(profile.Id) : null;

    /// <summary>Takes a user's species away that no plant is of; of a changed built-in one the original holds again.</summary>
    public SpeciesRemoval Remove(KnownSpecies known)
    {
        var id = known.Profile.Id;
        if (known.Origin == SpeciesOrigin.BuiltIn) return new SpeciesRemoval(SpeciesRemovalState.BuiltIn, []);
        var users = SpeciesCatalogue.Original(id) is null
            ? plants.All.Where(plant => plant.Value.Species == id).Select(plant => plant.Value.Name).ToList()
            : [];
        if (users.Count > 0) return new SpeciesRemoval(SpeciesRemovalState.InUse, users);
        var isGone = store.TryDelete(id, known.Version);
        return new SpeciesRemoval(isGone ? SpeciesRemovalState.Done : SpeciesRemovalState.Changed, []);
    }
}

/// <summary>What came of taking a species away.</summary>
/// <param name="State">Whether it is gone, and if not, why.</param>
/// <param name="Users">The plants that are of it, by name.</param>
internal sealed record SpeciesRemoval(SpeciesRemovalState State, IReadOnlyList<string> Users);

internal enum SpeciesRemovalState
{
    Done,

    /// <summary>It is as it came: there is nothing to take away.</summary>
    BuiltIn,

    /// <summary>Plants are of it.</summary>
    InUse,

    /// <summary>Somebody else has changed it meanwhile.</summary>
    Changed,
}
