using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Sampling;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice.Plant;

/// <summary>The sensors in one pot. They may get stuck at what they measured last.</summary>
internal sealed class PlantSensors(
    SimulatedTime time, Random random, double drying = 1, bool all = false, double? soilPercent = null)
    : ISoilProbe, IClimateSensor, ILightSensor
{
    /// <summary>What the usual ones are called.</summary>
    public static readonly string[] Usual = ["dht22", "bh1750", "soil-capacitive"];
    private static readonly string[] More = ["divider", "ds18b20", "soil-capacitive", "soil-capacitive", "soil-capacitive"];

    private readonly Soil _soil = new(random, drying, soilPercent);
    private readonly Weather _weather = new(random);
    private SensorSet? _sensors;
    private int _raw;
    private double _temperatureC;
    private double _humidityPercent;
    private bool _stuck;
    private bool _nonsense;

    /// <summary>The same ones after each start.</summary>
    public SensorSet All => _sensors ??= !all ? new(this, this, this) : new(this, this, this)
    {
        FurtherSoil =
            [.. Enumerable.Range(0, SoilChannels.FirmwareMostFurther).Select(_ => new FurtherProbe(time, random, drying))],
        Battery = new Battery(time),
        SoilThermometer = new SoilThermometer(time, _weather),
    };

    /// <summary>What they are called.</summary>
    public string[] Names => all ? [.. Usual, .. More] : Usual;

    /// <summary>Somebody waters the plant.</summary>
    public void Water() => _soil.Water();

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
