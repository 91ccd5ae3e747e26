using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>Every species that is known: those that came with the gateway, and what users made or changed of them.</summary>
internal sealed class SpeciesCatalogue(SpeciesStore store)
{
    private static readonly Lazy<Dictionary<string, SpeciesProfile>> BuiltIn = new(
        () => SpeciesFile.BuiltIn().ToDictionary(profile => profile.Id));

    private volatile Snapshot? _latest;

    /// <summary>By id.</summary>
    public IEnumerable<KnownSpecies> All => Latest().ById.Values;

    public KnownSpecies? Find(string id) =>
        store.Find(id) is { } kept ? Known(kept)
        : BuiltIn.Value.TryGetValue(id, out var profile) ? new KnownSpecies(profile, SpeciesOrigin.BuiltIn, 0)
        : null;

    /// <summary>By any of its names; likeliest first.</summary>
    public IEnumerable<KnownSpecies> Search(string text) => Matches(text).Select(match => match.Species);

    /// <summary>The same, each with the name that was found.</summary>
    public IEnumerable<SpeciesMatch> Matches(string text)
    {
        var latest = Latest();
        return latest.Index.Match(text).Select(found => new SpeciesMatch(latest.ById[found.Profile.Id], found.Name, found.LeftOut)
        {
            IsClear = found.IsSure && found.LeftOut.Count == 0,
        });
    }

    /// <summary>Those that are called exactly so, in any language, or have that id.</summary>
    public IReadOnlyList<KnownSpecies> Named(string text)
    {
        var name = text.Trim();
        return
        [
            .. Latest().ById.Values.Where(known => known.Profile.Id == name
                || known.Profile.Names().Any(one => one.Text.Equals(name, StringComparison.OrdinalIgnoreCase))),
        ];
    }

    /// <summary>What a plant of a species needs, or of any where the species is not known.</summary>
    public PlantRanges RangesOf(string? id) =>
        id is not null && Find(id) is { } known ? SpeciesRanges.Of(known.Profile) : PlantRanges.Unknown;

    /// <summary>As it came with the gateway.</summary>
    public static SpeciesProfile? Original(string id) => BuiltIn.Value.GetValueOrDefault(id);

    /// <summary>
    /// Other gateways may share the store: it is asked each time, and the index is made anew only where it has changed.
    /// </summary>
    private Snapshot Latest()
    {
        var kept = store.All;
        var versions = string.Join(' ', kept.Select(species => $"{species.Id}/{species.Version}"));
        if (_latest is { } latest && latest.Versions == versions) return latest;
        var known = new SortedDictionary<string, KnownSpecies>(StringComparer.Ordinal);
        foreach (var (id, profile) in BuiltIn.Value) known[id] = new KnownSpecies(profile, SpeciesOrigin.BuiltIn, 0);
        foreach (var species in kept) known[species.Id] = Known(species);
        // In the order of the file, which has the common ones of a genus first; then the user's.
        var ordered = BuiltIn.Value.Keys.Concat(kept.Select(species => species.Id)).Distinct().Select(id => known[id].Profile);
        return _latest = new Snapshot(versions, known, new SpeciesIndex(ordered));
    }

    private static KnownSpecies Known(Versioned<SpeciesProfile> kept) =>
        new(kept.Value, BuiltIn.Value.ContainsKey(kept.Id) ? SpeciesOrigin.Changed : SpeciesOrigin.Own, kept.Version);

    private sealed record Snapshot(string Versions, SortedDictionary<string, KnownSpecies> ById, SpeciesIndex Index);
}

/// <param name="Profile">What holds.</param>
/// <param name="Origin">Where it is from.</param>
/// <param name="Version">Of the user's; 0 where it is as it came.</param>
internal sealed record KnownSpecies(SpeciesProfile Profile, SpeciesOrigin Origin, long Version);

/// <summary>Where a profile is from.</summary>
internal enum SpeciesOrigin
{
    /// <summary>It came with the gateway.</summary>
    BuiltIn,

    /// <summary>It came with the gateway, and a user has changed it.</summary>
    Changed,

    /// <summary>A user made it.</summary>
    Own,
}

/// <summary>What a species asks of its plants' rules.</summary>
internal static class SpeciesRanges
{
    public static PlantRanges Of(SpeciesProfile profile) => new()
    {
        Soil = profile.Soil,
        Rest = WateringHabit.Of(profile.Watering),
        Temperature = profile.Temperature,
        Humidity = profile.Humidity,
        MostLight = profile.Light?.MaxLux,
        LeastDailyLight = profile.Light?.MinDaily,
        MostDailyLight = profile.Light?.MaxDaily,
    };
}
