namespace PlantOps.Gateway.Plants.Species;

/// <summary>Between profiles and their form on the wire.</summary>
internal static class SpeciesMapping
{
    private static readonly Dictionary<string, Toxicity> Toxicities = new()
    {
        ["none"] = Toxicity.None, ["irritant"] = Toxicity.Irritant, ["toxic"] = Toxicity.Toxic, ["unknown"] = Toxicity.Unknown,
    };

    public static IEnumerable<string> ToxicityNames => Toxicities.Keys;

    public static Toxicity? ToxicityOf(string name) => Toxicities.TryGetValue(name, out var toxicity) ? toxicity : null;

    public static SpeciesView View(KnownSpecies known) => View(known.Profile, known.Origin);

    public static SpeciesView View(SpeciesMatch match)
    {
        var view = View(match.Species);
        (view.FoundBy, view.LeftOut) = (match.Name.Text, match.LeftOut.Count > 0 ? match.LeftOut : null);
        return view;
    }

    public static SpeciesView View(SpeciesProfile profile, SpeciesOrigin origin) => new()
    {
        Id = profile.Id,
        Origin = origin switch { SpeciesOrigin.BuiltIn => "built_in", SpeciesOrigin.Changed => "changed", _ => "own" },
        ScientificName = profile.ScientificName,
        Synonyms = profile.Synonyms,
        CommonNames = profile.CommonNames,
        GermanNames = profile.GermanNames,
        FrenchNames = profile.FrenchNames,
        SpanishNames = profile.SpanishNames,
        SoilMoisture = View(profile.Soil),
        Temperature = View(profile.Temperature),
        Humidity = View(profile.Humidity),
        Light = profile.Light is { } light
            ? new SpeciesLightView
            {
                MinLux = light.MinLux,
                MaxLux = light.MaxLux,
                MinDaily = light.MinDaily,
                MaxDaily = light.MaxDaily,
            }
            : null,
        Watering = profile.Watering,
        Feeding = profile.Feeding,
        ToxicToPets = NameOf(profile.Pets),
        ToxicToChildren = NameOf(profile.Children),
        Estimates = profile.Estimates,
        Sources = profile.Sources,
    };

    /// <summary>Whatever was sent; <see cref="SpeciesRules"/> says whether it can be.</summary>
    public static SpeciesProfile Profile(string id, SpeciesView sent) => new()
    {
        Id = id,
        ScientificName = sent.ScientificName ?? string.Empty,
        Synonyms = sent.Synonyms ?? [],
        CommonNames = sent.CommonNames ?? [],
        GermanNames = sent.GermanNames ?? [],
        Soil = Range(sent.SoilMoisture),
        Temperature = Range(sent.Temperature),
        Humidity = Range(sent.Humidity),
        Light = sent.Light is { } light ? new LightRange(light.MinLux, light.MaxLux, light.MinDaily, light.MaxDaily) : null,
        Watering = sent.Watering,
        Feeding = sent.Feeding,
        Pets = ToxicityOf(sent.ToxicToPets ?? string.Empty) ?? Toxicity.Unknown,
        Children = ToxicityOf(sent.ToxicToChildren ?? string.Empty) ?? Toxicity.Unknown,
        Estimates = sent.Estimates ?? [],
        Sources = sent.Sources ?? [],
    };

    private static string NameOf(Toxicity toxicity) => Toxicities.First(pair => pair.Value == toxicity).Key;

    private static SpeciesRangeView? View(MetricRange? range) => range is null
        ? null
        : new SpeciesRangeView
        {
            Low = range.Low,
            High = range.High,
            CriticalLow = range.CriticalLow,
            CriticalHigh = range.CriticalHigh,
        };

    private static MetricRange? Range(SpeciesRangeView? range) =>
        range is null
            ? null
            : new MetricRange(range.Low, range.High) { CriticalLow = range.CriticalLow, CriticalHigh = range.CriticalHigh };
}
