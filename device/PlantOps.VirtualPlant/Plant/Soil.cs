using PlantOps.Contracts;

namespace PlantOps.VirtualDevice.Plant;

/// <summary>Soil that dries in a few days, faster where it is wet, and is watered before the plant wilts.</summary>
/// <param name="random">Where it begins, and the probe's noise.</param>
/// <param name="drying">How many times as fast as in a room.</param>
/// <param name="percent">
/// How wet it is in the beginning; whoever says that waters it, too. Where it is not said it is by chance, and watered in time.
/// </param>
internal sealed class Soil(Random random, double drying = 1, double? percent = null)
{
    private const double DryPercent = 22;
    private const double WateredPercent = 72;
    private const double DryingADay = 0.22;
    private const int NoiseRaw = 6;

    private double _percent = percent ?? (35 + (30 * random.NextDouble()));
    private long _atMs = -1;
    private volatile bool _isWatered;

    /// <summary>Somebody waters it; it is measured at the next instant that is asked for.</summary>
    public void Water() => _isWatered = true;

    /// <summary>The probe's raw value at an instant that is not before the last one.</summary>
    public int Raw(long unixMs)
    {
        var days = _atMs < 0 ? 0 : (unixMs - _atMs) / 86_400_000.0;
        _atMs = unixMs;
        _percent *= Math.Exp(-DryingADay * drying * days);
        if (_isWatered || (percent is null && _percent < DryPercent)) _percent = WateredPercent;
        _isWatered = false;

        var span = Limits.DefaultSoilDryRaw - Limits.DefaultSoilWetRaw;
        return (int)(Limits.DefaultSoilDryRaw - (span * _percent / 100)) + random.Next(-NoiseRaw, NoiseRaw + 1);
    }
}
