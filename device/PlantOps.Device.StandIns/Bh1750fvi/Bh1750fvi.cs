using System.Device.I2c;
using UnitsNet;

namespace Iot.Device.Bh1750fvi;

/// <summary>
/// nanoFramework's BH1750 driver, with its ways: it looks at no transfer's result, so that a sensor that is not there
/// reads as darkness; and a reading is of the measurement before the one it starts.
/// </summary>
public class Bh1750fvi : IDisposable
{
    private readonly I2cDevice _device;

    public Bh1750fvi(I2cDevice i2cDevice, MeasuringMode measuringMode = MeasuringMode.ContinuouslyHighResolutionMode,
        double lightTransmittance = 1)
    {
        _device = i2cDevice;
        _device.WriteByte(0x01);
        _device.WriteByte(0x07);
        LightTransmittance = lightTransmittance;
        MeasuringMode = measuringMode;
    }

    public double LightTransmittance { get; }

    public MeasuringMode MeasuringMode { get; set; }

    public Illuminance Illuminance
    {
        get
        {
            _device.WriteByte((byte)MeasuringMode);
            var raw = _device.ReadBytes(2);
            return Illuminance.FromLux(((raw[0] << 8) | raw[1]) / (1.2 * LightTransmittance));
        }
    }

    public void Dispose()
    {
        _device.Dispose();
        GC.SuppressFinalize(this);
    }
}
