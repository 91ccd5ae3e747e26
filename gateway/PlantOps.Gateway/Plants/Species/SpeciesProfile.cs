namespace PlantOps.Gateway.Plants.Species;

/// <summary>
/// What is known of a kind of plant. A range is <c>null</c> where nothing is known; every built-in profile has all of them.
/// </summary>
internal sealed record SpeciesProfile
{
    /// <summary>Plants refer to it: never changed.</summary>
    public required string Id { get; init; }

    /// <summary>The accepted name.</summary>
    public required string ScientificName { get; init; }

    /// <summary>Other scientific names in use.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>What people call it, in English.</summary>
    public IReadOnlyList<string> CommonNames { get; init; } = [];

    public IReadOnlyList<string> GermanNames { get; init; } = [];

    public IReadOnlyList<string> FrenchNames { get; init; } = [];

    public IReadOnlyList<string> SpanishNames { get; init; } = [];

    /// <summary>Soil moisture, %, as a probe calibrated in dry air and in water shows it.</summary>
    public MetricRange? Soil { get; init; }

    /// <summary>Air temperature, °C.</summary>
    public MetricRange? Temperature { get; init; }

    /// <summary>Relative air humidity, %.</summary>
    public MetricRange? Humidity { get; init; }

    public LightRange? Light { get; init; }

    /// <summary>When to water.</summary>
    public string? Watering { get; init; }

    /// <summary>How often to feed.</summary>
    public string? Feeding { get; init; }

    /// <summary>To cats and dogs.</summary>
    public Toxicity Pets { get; init; }

    public Toxicity Children { get; init; }

    /// <summary>Which ranges are a class of words put into numbers, by their names on the wire.</summary>
    public IReadOnlyList<string> Estimates { get; init; } = [];

    /// <summary>Where its figures are from: title, publisher and address.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <param name="MinLux">Least light that it lives on, lux.</param>
/// <param name="MaxLux">Most light that its leaves bear for hours, lux.</param>
/// <param name="MinDaily">Least light a day, mol/m².</param>
/// <param name="MaxDaily">Most light a day, mol/m².</param>
internal sealed record LightRange(double? MinLux, double? MaxLux, double? MinDaily, double? MaxDaily);
