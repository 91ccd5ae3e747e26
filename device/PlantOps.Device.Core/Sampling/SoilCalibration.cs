namespace PlantOps.Device.Core.Sampling;

/// <summary>Turns a soil probe's raw value into percent between two points: in dry air 0 %, in water 100 %.</summary>
internal sealed class SoilCalibration
{
    /// <summary>A capacitive probe v1.2 at 3.3 V on a 12 bit input, as usually sold; each differs by some hundred.</summary>
    public const int UsualDryRaw = 2900;

    /// <inheritdoc cref="UsualDryRaw"/>
    public const int UsualWetRaw = 1250;

    // At the rails of a 12 bit input nothing is measured: the probe is not connected, or shorted.
    private const int LowestRaw = 50;
    private const int HighestRaw = 4045;

    private readonly int _dryRaw;
    private readonly int _wetRaw;

    public SoilCalibration(int dryRaw, int wetRaw)
    {
        _dryRaw = dryRaw;
        _wetRaw = wetRaw;
    }

    /// <summary>Moisture in percent, 0–100.</summary>
    public double ToPercent(int raw)
    {
        double percent = 100.0 * (_dryRaw - raw) / (_dryRaw - _wetRaw);
        return percent < 0 ? 0 : percent > 100 ? 100 : percent;
    }

    /// <summary>Whether a connected probe can give this value.</summary>
    public static bool IsPlausible(int raw) => raw >= LowestRaw && raw <= HighestRaw;
}
