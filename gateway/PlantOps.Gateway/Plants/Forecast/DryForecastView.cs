namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>
/// When a plant will be too dry if nobody waters it and no rain falls, in days from now, or why nobody knows. Four of five times
/// it is between the earliest and the latest.
/// </summary>
internal sealed class DryForecastView
{
    /// <summary>In one of ten cases it is sooner; 0 where it is too dry already.</summary>
    public double? Earliest { get; init; }

    /// <summary>As often sooner as later.</summary>
    public double? Likely { get; init; }

    /// <summary>In one of ten cases it is later.</summary>
    public double? Latest { get; init; }

    /// <summary>How often it is between the earliest and the latest, 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why nobody knows; <c>null</c> where it is known.</summary>
    public DryUnknown? Unknown { get; init; }

    public static DryForecastView Of(DryForecast forecast) => !forecast.IsKnown ? new() { Unknown = forecast.Unknown } : new()
    {
        Earliest = Rounded(forecast.Earliest),
        Likely = Rounded(forecast.Likely),
        Latest = Rounded(forecast.Latest),
        Confidence = DryForecast.Confidence,
    };

    private static double Rounded(double days) => Math.Round(days, 2);
}
