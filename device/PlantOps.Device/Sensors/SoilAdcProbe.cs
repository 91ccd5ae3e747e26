using System.Device.Adc;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Sensors;

/// <summary>
/// A capacitive soil probe, or a battery's divider, on an analogue input: 12 bit at 11–12 dB, about 0.15–2.45 V on an ESP32
/// and up to 3.1 V on an ESP32-S3 (Espressif, ESP-IDF "ADC", attenuation). Higher is drier.
/// </summary>
internal sealed class SoilAdcProbe : ISoilProbe
{
    private const int MaxRaw = 4095;

    private readonly AdcChannel _channel;
    private readonly int _maxValue;

    /// <param name="channel">The channel.</param>
    /// <param name="maxValue">What the converter gives at full scale; 4095 on an ESP32. Others are scaled to that.</param>
    public SoilAdcProbe(AdcChannel channel, int maxValue)
    {
        _channel = channel;
        _maxValue = maxValue;
    }

    public int ReadRaw()
    {
        int value = _channel.ReadValue();
        return value < 0 || value > _maxValue ? -1 : value * MaxRaw / _maxValue;
    }
}
