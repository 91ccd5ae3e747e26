using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Devices.Calibration;

/// <summary>
/// Soil moisture of devices that send the raw value only: by the calibration that their owner set and that the device does not
/// have itself.
/// </summary>
internal static class SoilFromRaw
{
    /// <summary>Completes readings of one soil channel in place.</summary>
    public static void Complete(Reading[] readings, int channel, KeptSettings settings)
    {
        if (PointsOf(settings.Reported, channel) is not (null, null)) return;
        if (PointsOf(settings.Desired, channel) is not ({ } dry, { } wet)) return;
        for (var i = 0; i < readings.Length; i++)
        {
            if (!IsMissing(readings[i]) || readings[i].Qualities[Metric.SoilRaw] != Quality.Ok) continue;
            var values = readings[i].Values;
            values[(int)Metric.SoilMoisture] = Math.Round(RawTrace.ToPercent(values[Metric.SoilRaw], dry, wet), 2);
            readings[i] = readings[i] with { Values = values };
        }
    }

    /// <summary>Whether it has the raw value, and no moisture.</summary>
    public static bool IsMissing(in Reading reading) =>
        double.IsNaN(reading.Values[Metric.SoilMoisture]) && !double.IsNaN(reading.Values[Metric.SoilRaw])
        && reading.Qualities[Metric.SoilMoisture] == Quality.Ok;

    /// <summary>The calibration of a soil channel.</summary>
    public static (int? Dry, int? Wet) PointsOf(DeviceSettings? settings, int channel) => channel switch
    {
        _ when settings is null => (null, null),
        SoilChannels.First => (settings.SoilDryRaw, settings.SoilWetRaw),
        2 => (settings.SoilDryRaw2, settings.SoilWetRaw2),
        3 => (settings.SoilDryRaw3, settings.SoilWetRaw3),
        4 => (settings.SoilDryRaw4, settings.SoilWetRaw4),
        _ => (null, null),
    };
}
