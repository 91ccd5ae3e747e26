using PlantOps.Device.Core.Sampling;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice.Plant;

/// <summary>The sensors in one pot. They may get stuck at what they measured last.</summary>
internal sealed class PlantSensors(SimulatedTime time, Random random) : ISoilProbe, IClimateSensor, ILightSensor
{
    private readonly Soil _soil = new(random);
    private readonly Weather _weather = new(random);
    private int _raw;
    private double _temperatureC;
    private double _humidityPercent;
    private bool _stuck;

    public SensorSet All => new(this, this, this);

    public void GetStuck() => _stuck = true;

    public int ReadRaw()
    {
        if (!_stuck) _raw = _soil.Raw(time.UnixMs);
        return _raw;
    }

    public bool TryRead(out double temperatureC, out double humidityPercent)
    {
        if (!_stuck)
        {
            _temperatureC = _weather.TemperatureC(time.UnixMs);
            _humidityPercent = _weather.HumidityPercent(time.UnixMs);
        }

        temperatureC = _temperatureC;
        humidityPercent = _humidityPercent;
        return true;
    }

    public bool PowerCycle() => false;

    public double ReadLux() => _weather.Lux(time.UnixMs);
}
