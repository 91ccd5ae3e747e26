using PlantOps.Gateway.Plants.Forecast;

namespace PlantOps.Gateway.Plants.Figures;

/// <summary>
/// What readings tell beyond what was measured. <c>null</c> is not known: too few, too old or no readings. Times are Unix
/// milliseconds UTC.
/// </summary>
internal sealed class PlantFiguresView
{
    /// <summary>kPa.</summary>
    public double? VapourPressureDeficit { get; init; }

    /// <summary>°C.</summary>
    public double? DewPoint { get; init; }

    /// <summary>When the air was measured that both are of.</summary>
    public long? AirMeasuredAt { get; init; }

    /// <summary>Of the last whole day, mol/m².</summary>
    public double? LightYesterday { get; init; }

    /// <summary>Since midnight, mol/m².</summary>
    public double? LightToday { get; init; }

    public long? LastWatered { get; init; }

    public double? DaysSinceWatering { get; init; }

    /// <summary>Points of soil moisture lost a day.</summary>
    public double? DryingRate { get; init; }

    /// <summary>Until its soil is as dry as its rule warns of: as the forecast has it, else if it goes on like that.</summary>
    public double? DaysUntilDry { get; init; }

    /// <summary>When it will be as dry as that, as a range.</summary>
    public DryForecastView? DryForecast { get; init; }

    public static PlantFiguresView Of(PlantFigures figures) => new()
    {
        VapourPressureDeficit = figures.VapourPressureDeficit,
        DewPoint = figures.DewPoint,
        AirMeasuredAt = figures.AirMeasuredAt,
        LightYesterday = figures.LightYesterday,
        LightToday = figures.LightToday,
        LastWatered = figures.LastWatered,
        DaysSinceWatering = figures.DaysSinceWatering,
        DryingRate = figures.DryingRate,
        DaysUntilDry = figures.DaysUntilDry,
        DryForecast = figures.DryForecast is { } forecast ? DryForecastView.Of(forecast) : null,
    };
}
