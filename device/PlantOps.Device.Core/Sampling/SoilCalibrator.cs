using PlantOps.Device.Core.Configuration;

namespace PlantOps.Device.Core.Sampling;

/// <summary>
/// The guided calibration: the owner holds the probe in air, then in water, and the device measures and keeps the
/// point. A point that makes no sense changes nothing.
/// </summary>
internal sealed class SoilCalibrator
{
    // A probe that is being moved, or held by hand, spreads far more than its own noise of some ten.
    private const int MaxSpread = 120;

    private readonly Sampler _sampler;
    private readonly DeviceConfiguration _configuration;
    private readonly ConfigurationStore _store;

    public SoilCalibrator(Sampler sampler, DeviceConfiguration configuration, ConfigurationStore store)
    {
        _sampler = sampler;
        _configuration = configuration;
        _store = store;
    }

    /// <summary>The raw value that was measured last; −1 before.</summary>
    public int Raw { get; private set; } = -1;

    /// <summary>Measures a point and keeps it; why it did not, for people, or <see langword="null"/>.</summary>
    /// <param name="inAir">Whether the probe is in dry air, rather than in water.</param>
    public string? Calibrate(bool inAir)
    {
        Raw = -1;
        SoilSampler? sample = _sampler.SampleSoil();
        if (sample == null)
        {
            return "no soil probe is fitted";
        }

        Raw = sample.MedianRaw;
        if (Raw < 0 || !SoilCalibration.IsPlausible(Raw))
        {
            return "the probe gives nothing; is it connected?";
        }

        if (sample.Spread > MaxSpread)
        {
            return string.Concat("the values spread over ", sample.Spread.ToString(), "; hold the probe still and try again");
        }

        int dry = inAir ? Raw : _configuration.SoilDryRaw;
        int wet = inAir ? _configuration.SoilWetRaw : Raw;
        return SoilCalibration.WhyNot(dry, wet) ?? Keep(dry, wet);
    }

    private string? Keep(int dry, int wet)
    {
        int oldDry = _configuration.SoilDryRaw;
        int oldWet = _configuration.SoilWetRaw;
        _configuration.SoilDryRaw = dry;
        _configuration.SoilWetRaw = wet;
        if (!_store.Save(_configuration))
        {
            _configuration.SoilDryRaw = oldDry;
            _configuration.SoilWetRaw = oldWet;
            return "the flash could not store it";
        }

        _sampler.Calibration.Change(dry, wet);
        return null;
    }
}
