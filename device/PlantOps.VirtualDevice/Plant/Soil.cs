using PlantOps.Contracts;

namespace PlantOps.VirtualDevice.Plant;

/// <summary>Soil that dries in a few days, faster where it is wet, and is watered before the plant wilts.</summary>
/// <param name="random">Where it begins, and the probe's noise.</param>
/// <param name="drying">How many times as fast as in a room.</param>
internal sealed class Soil(Random random, double drying = 1)
{
    private const double DryPercent = 22;
    private const double WateredPercent = 72;
    private const double DryingADay = 0.22;
    private const int NoiseRaw = 6;

    private double _percent = 35 + (30 * random.NextDouble());
    private long _atMs = -1;

    /// <summary>The probe's raw value at an instant that is not before the last one.</summary>
    public int Raw(long unixMs)
    {
        var days = _atMs < 0 ? 0 : (unixMs - _atMs) / 86_400_000.0;
        _atMs = unixMs;
        _percent *= Math.Exp(-DryingADay * drying * days);
        if (_percent < DryPercent) _percent = WateredPercent;

        var span = Limits.DefaultSoilDryRaw - Limits.DefaultSoilWetRaw;
        return (int)(Limits.DefaultSoilDryRaw - (span * _percent / 100)) + random.Next(-NoiseRaw, NoiseRaw + 1);
    }
}
