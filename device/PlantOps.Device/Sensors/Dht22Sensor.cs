using System.Device.Gpio;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Sensors;

/// <summary>
/// A DHT22 (AM2302) on two pins that both lead to its data line. Resolution 0.1 °C and 0.1 %RH, range −40…80 °C and
/// 0…100 %RH, one measurement every 2 s at most (Aosong AM2302 datasheet, tables 1 and 6).
/// </summary>
internal sealed class Dht22Sensor : IClimateSensor
{
    // The capacitor beside the sensor is empty and its reset has happened long before this.
    private const int PowerOffMs = 1000;

    private readonly LenientDht22 _dht;
    private readonly GpioPin? _supply;
    private readonly ISignal _pause;

    /// <param name="dht">The driver.</param>
    /// <param name="supply">The pin that feeds the sensor, an output; <see langword="null"/> where it is fed otherwise.</param>
    /// <param name="pause">Where it waits while the supply is off.</param>
    public Dht22Sensor(LenientDht22 dht, GpioPin? supply, ISignal pause)
    {
        _dht = dht;
        _supply = supply;
        _pause = pause;
    }

    public bool TryRead(out double temperatureC, out double humidityPercent) =>
        _dht.TryRead(out temperatureC, out humidityPercent);

    public bool PowerCycle()
    {
        if (_supply == null)
        {
            return false;
        }

        _supply.Write(PinValue.Low);
        _pause.Wait(PowerOffMs);
        _supply.Write(PinValue.High);
        return true;
    }
}
