using System.Device.I2c;
using Iot.Device.Bh1750fvi;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Sensors;

/// <summary>
/// A BH1750FVI on I²C: continuous high-resolution mode, 1 lx a step, a measurement in 120 ms (180 ms at most), up to
/// 54,612 lx, where its 16 bits end (ROHM BH1750FVI technical note, "Measurement mode explanation"). Brighter light
/// reads as that.
/// </summary>
internal sealed class Bh1750Sensor : ILightSensor
{
    // "Power on" in the technical note's instruction set; it does nothing to a sensor that is on.
    private const byte PowerOn = 0x01;

    private readonly I2cDevice _device;
    private readonly Bh1750fvi _driver;

    /// <param name="device">The sensor on its bus, address 0x23 with ADDR low.</param>
    public Bh1750Sensor(I2cDevice device)
    {
        _device = device;
        _driver = new Bh1750fvi(device);
        Start();
    }

    /// <summary>
    /// Illuminance of the last whole measurement, at most 0.2 s old; NaN where the sensor does not answer. The driver
    /// looks at no transfer's result and would read such a sensor as darkness, so it is asked for before.
    /// </summary>
    public double ReadLux()
    {
        if (_device.WriteByte(PowerOn).Status != I2cTransferStatus.FullTransfer)
        {
            return double.NaN;
        }

        return _driver.Illuminance.Lux;
    }

    // A read starts the next measurement and gives the one before; after power-up that is none. This one is thrown away.
    private void Start() => _ = _driver.Illuminance;
}
