using PlantOps.Device.Core.Sampling;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice.Plant;

/// <summary>The sensors in one pot. They may get stuck at what they measured last.</summary>
internal sealed class PlantSensors(SimulatedTime time, Random random, double drying = 1) : ISoilProbe, IClimateSensor, ILightSensor
{
    private readonly Soil _soil = new(random, drying);
    private readonly Weather _weather = new(random);
    private int _raw;
    private double _temperatureC;
    private double _humidityPercent;
    private bool _stuck;
    private bool _nonsense;

    public SensorSet All => new(this, this, this);

    public void GetStuck() => _stuck = true;

    /// <summary>From now on soil and climate are anything that an input or a torn protocol can give.</summary>
    public void TalkNonsense() => _nonsense = true;

    public int ReadRaw()
    {
        if (_nonsense) return random.Next(2) * 4095;
        if (!_stuck) _raw = _soil.Raw(time.UnixMs);
        return _raw;
    }

    public bool TryRead(out double temperatureC, out double humidityPercent)
    {
        if (_nonsense)
        {
            temperatureC = (random.NextDouble() * 6553.6) - 3276.8;
            humidityPercent = random.NextDouble() * 6553.5;
            return random.Next(4) > 0;
        }

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
