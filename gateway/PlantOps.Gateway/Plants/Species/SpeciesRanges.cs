namespace PlantOps.Gateway.Plants.Species;

/// <summary>What a species asks of its plants' rules.</summary>
internal static class SpeciesRanges
{
    public static PlantRanges Of(SpeciesProfile profile) => new()
    {
        Soil = profile.Soil,
        Temperature = profile.Temperature,
        Humidity = profile.Humidity,
        MostLight = profile.Light?.MaxLux,
        LeastDailyLight = profile.Light?.MinDaily,
    };
}
