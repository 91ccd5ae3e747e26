using PlantOps.Gateway.Plants.Species;

namespace PlantOps.Gateway.Assistants.Answers;

internal sealed record SpeciesList
{
    public required IReadOnlyList<SpeciesItem> Species { get; init; }

    public string? Next { get; init; }
}

/// <summary>A species that was found by name.</summary>
internal sealed record SpeciesItem
{
    public required string Id { get; init; }

    /// <summary>Its names, where it came with the gateway.</summary>
    public SpeciesWords? Words { get; init; }

    /// <summary>Its names, where a user made or changed it.</summary>
    public SpeciesWords? UntrustedText { get; init; }

    /// <summary>Words of the search that are of none of its names: it may be another plant.</summary>
    public IReadOnlyList<string>? LeftOut { get; init; }

    public required Toxicity ToxicToPets { get; init; }

    public required Toxicity ToxicToChildren { get; init; }
}

/// <summary>What a species is called, and what is said of it.</summary>
internal sealed record SpeciesWords
{
    public required string ScientificName { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>In a search: the name that is like what was looked for.</summary>
    public string? FoundBy { get; init; }

    public string? Watering { get; init; }

    public string? Feeding { get; init; }

    public IReadOnlyList<string>? Sources { get; init; }
}

/// <summary>What a species needs; a range that is left out is not known.</summary>
internal sealed record SpeciesAnswer
{
    public required string Id { get; init; }

    /// <summary><c>built_in</c>, <c>changed</c> or <c>own</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>Where it came with the gateway.</summary>
    public SpeciesWords? Words { get; init; }

    /// <summary>Where a user made or changed it.</summary>
    public SpeciesWords? UntrustedText { get; init; }

    /// <summary>%.</summary>
    public WantedRange? SoilMoisture { get; init; }

    /// <summary>°C.</summary>
    public WantedRange? Temperature { get; init; }

    /// <summary>%.</summary>
    public WantedRange? Humidity { get; init; }

    public SpeciesLight? Light { get; init; }

    public required Toxicity ToxicToPets { get; init; }

    public required Toxicity ToxicToChildren { get; init; }

    /// <summary>Ranges that are a source's words put into numbers.</summary>
    public IReadOnlyList<string>? Estimates { get; init; }
}

/// <summary>Light that a species needs: lux, and mol/m² a day.</summary>
internal sealed record SpeciesLight(double? MinLux, double? MaxLux, double? MinDaily, double? MaxDaily);
