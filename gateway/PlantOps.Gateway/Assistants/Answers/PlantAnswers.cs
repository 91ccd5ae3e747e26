using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Assistants.Answers;

/// <summary>
/// What people wrote: names, places, notes. It stands apart from what the gateway says, so that whoever reads an answer knows
/// which
/// words are nobody's orders.
/// </summary>
internal sealed record UntrustedText
{
    public string? Name { get; init; }

    public string? Place { get; init; }

    public string? Notes { get; init; }

    public string? Text { get; init; }

    /// <summary>Who wrote or did it, by the name that somebody gave to a token.</summary>
    public string? By { get; init; }
}

/// <summary>A plant that may have been meant.</summary>
internal sealed record NamedPlant(string Id, UntrustedText UntrustedText);

/// <summary>Why a tool does nothing.</summary>
internal sealed record Refusal
{
    public required string Error { get; init; }

    public IReadOnlyList<NamedPlant>? Candidates { get; init; }
}

internal sealed record PlantList
{
    public required IReadOnlyList<PlantItem> Plants { get; init; }

    /// <summary>How many there are in all that were asked for.</summary>
    public required int Total { get; init; }

    public string? Next { get; init; }
}

/// <summary>A plant in a list. Soil moisture in %.</summary>
internal sealed record PlantItem
{
    public required string Id { get; init; }

    public required UntrustedText UntrustedText { get; init; }

    public string? Species { get; init; }

    public required PlantCondition State { get; init; }

    /// <summary>The worst that goes on.</summary>
    public string? Why { get; init; }

    public DateTimeOffset? Since { get; init; }

    public double? SoilMoisture { get; init; }

    /// <summary>Soil moisture below which it is too dry.</summary>
    public double? DryBelow { get; init; }

    public double? DaysUntilDry { get; init; }

    public DateTimeOffset? MeasuredAt { get; init; }
}

/// <summary>All that is known of a plant.</summary>
internal sealed record PlantAnswer
{
    public required string Id { get; init; }

    public required UntrustedText UntrustedText { get; init; }

    public string? Species { get; init; }

    public required PlantCondition State { get; init; }

    /// <summary>Whether a device watches it now.</summary>
    public required bool Watched { get; init; }

    /// <summary>When its owner gave it up and kept its data.</summary>
    public DateTimeOffset? PutAwayAt { get; init; }

    public DateTimeOffset? MutedUntil { get; init; }

    public DateTimeOffset? MeasuredAt { get; init; }

    /// <summary>The latest values, by metric.</summary>
    public required IReadOnlyDictionary<string, LatestValue> Latest { get; init; }

    /// <summary>Where values should be, by metric.</summary>
    public required IReadOnlyDictionary<string, WantedRange> Thresholds { get; init; }

    public required FiguresAnswer Figures { get; init; }

    /// <summary>Those that go on, the newest first.</summary>
    public required IReadOnlyList<AlertItem> Alerts { get; init; }

    /// <summary>How many more go on.</summary>
    public int? MoreAlerts { get; init; }
}

/// <param name="Value">In the unit.</param>
/// <param name="Unit">Of the value.</param>
/// <param name="Doubt">Why it cannot be trusted; left out where it can.</param>
internal sealed record LatestValue(double? Value, string Unit, string? Doubt);

/// <summary>Where a value should be, in the metric's unit; what is left out is not watched.</summary>
internal sealed record WantedRange
{
    public double? Low { get; init; }

    public double? High { get; init; }

    public double? CriticalLow { get; init; }

    public double? CriticalHigh { get; init; }
}

/// <summary>What readings of the last 30 days tell; what is left out is not known.</summary>
internal sealed record FiguresAnswer
{
    public DateTimeOffset? LastWatered { get; init; }

    public double? DaysSinceWatering { get; init; }

    /// <summary>Points of soil moisture lost a day.</summary>
    public double? DryingRate { get; init; }

    public double? DaysUntilDry { get; init; }

    /// <summary>mol/m².</summary>
    public double? LightYesterday { get; init; }

    /// <summary>mol/m².</summary>
    public double? LightToday { get; init; }

    /// <summary>kPa.</summary>
    public double? VapourPressureDeficit { get; init; }

    /// <summary>°C.</summary>
    public double? DewPoint { get; init; }
}
