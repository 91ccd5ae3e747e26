using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants.Figures;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants.Forecast;

/// <summary>Whether a plant's device tells how moist its soil is now.</summary>
internal static class SoilSensor
{
    private const long Day = 24 * SoilHour.Length;
    private const long MinPatience = 6 * SoilHour.Length;

    /// <summary>Why nobody knows; <see langword="null"/> where it does tell.</summary>
    /// <param name="readings">Of the device, by time.</param>
    /// <param name="now">Unix milliseconds UTC.</param>
    public static DryUnknown? WhyNot(IReadOnlyList<Reading> readings, long now)
    {
        var soil = Sample.Of(readings, Metric.SoilMoisture);
        var patience = Math.Clamp(Sample.Patience(soil), MinPatience, Day);
        if (soil is [.., var last] && last.Time >= now - patience) return null;
        for (var i = readings.Count - 1; i >= 0 && readings[i].Time >= now - Day; i--)
        {
            var quality = readings[i].Qualities[Metric.SoilMoisture];
            if (quality != Quality.Ok) return DryUnknown.Doubted;
            if (double.IsNaN(readings[i].Values[Metric.SoilMoisture]) && !double.IsNaN(readings[i].Values[Metric.SoilRaw]))
                return DryUnknown.RawOnly;
        }

        return soil.Length > 0 || readings.Count == 0 ? DryUnknown.Silent : DryUnknown.NoSoil;
    }
}
