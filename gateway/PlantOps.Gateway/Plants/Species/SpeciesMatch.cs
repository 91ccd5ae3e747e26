namespace PlantOps.Gateway.Plants.Species;

/// <summary>A species that was found, and by what.</summary>
/// <param name="Species">The species.</param>
/// <param name="Name">The one of its names that is like what was typed.</param>
/// <param name="LeftOut">Words that were typed and are of no name that is known.</param>
internal sealed record SpeciesMatch(KnownSpecies Species, SpeciesName Name, IReadOnlyList<string> LeftOut)
{
    /// <summary>
    /// Whether nobody needs to be asked if it is the only one: all of the name is known, but for a letter or two.
    /// </summary>
    public bool IsClear { get; init; }
}

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

    French,

    Spanish,
}

internal static class SpeciesNames
{
    public static IEnumerable<SpeciesName> Names(this SpeciesProfile profile) =>
    [
        new(profile.ScientificName, SpeciesNameKind.Scientific),
        .. profile.Synonyms.Select(name => new SpeciesName(name, SpeciesNameKind.Synonym)),
        .. profile.CommonNames.Select(name => new SpeciesName(name, SpeciesNameKind.English)),
        .. profile.GermanNames.Select(name => new SpeciesName(name, SpeciesNameKind.German)),
        .. profile.FrenchNames.Select(name => new SpeciesName(name, SpeciesNameKind.French)),
        .. profile.SpanishNames.Select(name => new SpeciesName(name, SpeciesNameKind.Spanish)),
    ];
}
