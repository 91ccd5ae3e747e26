using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>A species profile as the API shows it, and as it takes a new or changed one: what is read can be sent back.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class SpeciesView
{
    /// <summary>2 to 64 characters of a-z, 0-9 and -. In a change it may be left out; the path says it.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// <c>built_in</c>; <c>changed</c>, built in and changed by a user; <c>own</c>, made by a user. Ignored in a change.
    /// </summary>
    public string? Origin { get; init; }

    public string? ScientificName { get; init; }

    /// <summary>Other scientific names in use.</summary>
    public IReadOnlyList<string>? Synonyms { get; init; }

    /// <summary>In English.</summary>
    public IReadOnlyList<string>? CommonNames { get; init; }

    public IReadOnlyList<string>? GermanNames { get; init; }

    public IReadOnlyList<string>? FrenchNames { get; init; }

    public IReadOnlyList<string>? SpanishNames { get; init; }

    /// <summary>%, as a probe calibrated in dry air and in water shows it.</summary>
    public SpeciesRangeView? SoilMoisture { get; init; }

    /// <summary>Air, °C.</summary>
    public SpeciesRangeView? Temperature { get; init; }

    /// <summary>Relative humidity of the air, %.</summary>
    public SpeciesRangeView? Humidity { get; init; }

    public SpeciesLightView? Light { get; init; }

    /// <summary>When to water.</summary>
    public string? Watering { get; init; }

    /// <summary>How often to feed.</summary>
    public string? Feeding { get; init; }

    /// <summary>
    /// To cats and dogs: <c>none</c>, <c>irritant</c>, <c>toxic</c>, or <c>unknown</c>, which is never to be read as none.
    /// </summary>
    public string? ToxicToPets { get; init; }

    /// <summary>The same of children.</summary>
    public string? ToxicToChildren { get; init; }

    /// <summary>
    /// Which of <c>soil_moisture</c>, <c>temperature</c>, <c>humidity</c> and <c>light</c> are a source's words put into
    /// numbers.
    /// </summary>
    public IReadOnlyList<string>? Estimates { get; init; }

    /// <summary>Where its figures are from.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>In a search by name: the name that is like what was looked for. Ignored in a change.</summary>
    public string? FoundBy { get; set; }

    /// <summary>In a search by name: words of it that are not known; it may be another plant then. Ignored in a change.</summary>
    public IReadOnlyList<string>? LeftOut { get; set; }
}

/// <summary>A range of a species; <c>null</c> where there is no such end.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class SpeciesRangeView
{
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Below it the plant is damaged.</summary>
    public double? CriticalLow { get; init; }

    /// <summary>Above it the plant is damaged.</summary>
    public double? CriticalHigh { get; init; }
}

/// <summary>Light that a species needs.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed class SpeciesLightView
{
    /// <summary>Least that it lives on, lux.</summary>
    public double? MinLux { get; init; }

    /// <summary>Most that its leaves bear for hours, lux.</summary>
    public double? MaxLux { get; init; }

    /// <summary>Least a day, mol/m².</summary>
    public double? MinDaily { get; init; }

    /// <summary>Most a day, mol/m².</summary>
    public double? MaxDaily { get; init; }
}

/// <summary>What became of a species that was removed.</summary>
internal sealed class RemovedSpecies
{
    public required string Id { get; init; }

    /// <summary>What holds again, where it was a changed built-in one; <c>null</c> where it is gone.</summary>
    public required SpeciesView? Original { get; init; }
}
