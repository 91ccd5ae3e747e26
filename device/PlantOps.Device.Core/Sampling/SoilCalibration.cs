using PlantOps.Contracts;
using PlantOps.Contracts.Settings;

namespace PlantOps.Device.Core.Sampling;

/// <summary>Turns a soil probe's raw value into percent between two points: in dry air 0 %, in water 100 %.</summary>
internal sealed class SoilCalibration
{
    // At the rails of a 12 bit input nothing is measured: the probe is not connected, or shorted.
    private const int LowestRaw = 50;
    private const int HighestRaw = 4045;

    private readonly object _gate = new object();
    private int _dryRaw;
    private int _wetRaw;

    public SoilCalibration(int dryRaw, int wetRaw)
    {
        _dryRaw = dryRaw;
        _wetRaw = wetRaw;
    }

    /// <summary>The points that the settings have of a soil channel.</summary>
    public static SoilCalibration Of(SettingValues settings, int channel) =>
        new SoilCalibration(settings[SettingCatalogue.SoilDryRaw(channel)], settings[SettingCatalogue.SoilWetRaw(channel)]);

    /// <summary>Other points from now on; the caller has checked them.</summary>
    public void Change(int dryRaw, int wetRaw)
    {
        lock (_gate)
        {
            _dryRaw = dryRaw;
            _wetRaw = wetRaw;
        }
    }

    /// <summary>Moisture in percent, 0–100.</summary>
    public double ToPercent(int raw)
    {
        lock (_gate)
        {
            double percent = 100.0 * (_dryRaw - raw) / (_dryRaw - _wetRaw);
            return percent < 0 ? 0 : percent > 100 ? 100 : percent;
        }
    }

    /// <summary>Whether a connected probe can give this value.</summary>
    public static bool IsPlausible(int raw) => raw >= LowestRaw && raw <= HighestRaw;

    /// <summary>Why these two points make no scale, for people; <see langword="null"/> where they do.</summary>
    public static string? WhyNot(int dryRaw, int wetRaw)
    {
        if (dryRaw < 0 || dryRaw > Limits.MaxSoilRaw || wetRaw < 0 || wetRaw > Limits.MaxSoilRaw)
        {
            return string.Concat("a raw value is 0 to ", Limits.MaxSoilRaw.ToString());
        }

        if (dryRaw <= wetRaw)
        {
            return "dry must be above wet: the probe gives more in air than in water";
        }

        return dryRaw - wetRaw < Limits.MinSoilSpan
            ? string.Concat("dry and wet are closer than ", Limits.MinSoilSpan.ToString(),
                ": one of them was not measured where it should have been")
            : null;
    }
}
