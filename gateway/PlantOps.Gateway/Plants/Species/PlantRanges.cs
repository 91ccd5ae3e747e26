namespace PlantOps.Gateway.Plants.Species;

/// <summary>What a plant of some kind needs. <see langword="null"/> where nothing is known; units of the metrics.</summary>
internal sealed record PlantRanges
{
    /// <summary>For a plant of which nothing is known: what hardly any survives.</summary>
    public static readonly PlantRanges Unknown = new()
    {
        Soil = new MetricRange(15, null) { CriticalLow = 8 },
        Temperature = new MetricRange(8, 38) { CriticalLow = 3, CriticalHigh = 45 },
    };

    /// <summary>Soil moisture, %.</summary>
    public MetricRange? Soil { get; init; }

    /// <summary>Air temperature, °C.</summary>
    public MetricRange? Temperature { get; init; }

    /// <summary>In which seasons its soil is left dry.</summary>
    public RestHabit Rest { get; init; }

    /// <summary>Relative air humidity, %.</summary>
    public MetricRange? Humidity { get; init; }

    /// <summary>Most light, lux.</summary>
    public double? MostLight { get; init; }

    /// <summary>Least light a day, mol/m².</summary>
    public double? LeastDailyLight { get; init; }

    /// <summary>Most light a day, mol/m².</summary>
    public double? MostDailyLight { get; init; }

    /// <summary>Whether it lives outdoors, where air is as damp as the weather has it.</summary>
    public bool IsOutdoor => Humidity is { High: >= 100 };
}

internal sealed record MetricRange(double? Low, double? High)
{
    public double? CriticalLow { get; init; }

    public double? CriticalHigh { get; init; }
}
