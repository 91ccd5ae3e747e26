using PlantOps.Device.Core.Sampling;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice.Plant;

/// <summary>A soil probe in the next pot, which dries by itself.</summary>
internal sealed class FurtherProbe(SimulatedTime time, Random random, double drying) : ISoilProbe
{
    private readonly Soil _soil = new(random, drying);

    public int ReadRaw() => _soil.Raw(time.UnixMs);
}

/// <summary>A lithium cell behind two equal resistors: from 4.15 V to 3.5 V in half a year, and charged again.</summary>
internal sealed class Battery(SimulatedTime time) : IAnalogInput
{
    private const double ChargeLastsMs = 180.0 * 24 * 60 * 60 * 1000;

    public int ReadRaw()
    {
        var volts = 4.15 - (0.65 * (time.UnixMs % ChargeLastsMs / ChargeLastsMs));
        return (int)(volts / 2 / BatteryMeter.FullScaleVolts * 4095);
    }
}

/// <summary>A DS18B20 in the pot: as warm as the air has been, a little cooler, in steps of 1/16 °C.</summary>
internal sealed class SoilThermometer(SimulatedTime time, Weather weather) : ISoilThermometer
{
    private const long LagMs = 2 * 60 * 60 * 1000;
    private const double CoolerC = 1.5;

    public bool TryRead(byte[] scratchpad)
    {
        var sixteenths = (short)Math.Round(16 * (weather.TemperatureC(time.UnixMs - LagMs) - CoolerC));
        byte[] content = [(byte)sixteenths, (byte)(sixteenths >> 8), 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10];
        content.CopyTo(scratchpad, 0);
        scratchpad[content.Length] = (byte)SoilThermometerMeter.Crc(content, content.Length);
        return true;
    }
}
