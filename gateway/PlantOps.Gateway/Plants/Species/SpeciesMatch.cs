namespace PlantOps.Gateway.Plants.Species;

/// <summary>A species that was found, and by what.</summary>
/// <param name="Species">The species.</param>
/// <param name="Name">The one of its names that is like what was typed.</param>
internal sealed record SpeciesMatch(KnownSpecies Species, SpeciesName Name);

/// <summary>A name of a species.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Kind">What kind of name it is.</param>
internal readonly record struct SpeciesName(string Text, SpeciesNameKind Kind);

internal enum SpeciesNameKind
{
    /// <summary>The accepted one.</summary>
    Scientific,

    /// <summary>Another scientific one.</summary>
    Synonym,

    English,

    German,
}

internal static class SpeciesNames
{
    public static IEnumerable<SpeciesName> Names(this SpeciesProfile profile) =>
    [
        new(profile.ScientificName, SpeciesNameKind.Scientific),
        .. profile.Synonyms.Select(name => new SpeciesName(name, SpeciesNameKind.Synonym)),
        .. profile.CommonNames.Select(name => new SpeciesName(name, SpeciesNameKind.English)),
        .. profile.GermanNames.Select(name => new SpeciesName(name, SpeciesNameKind.German)),
    ];
}
