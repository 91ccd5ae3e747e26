using PlantOps.Device.Core.Commands;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Presence;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Tests;

/// <summary>A board with sensors whose values the test sets.</summary>
internal sealed class TestBoard : IDeviceHealth, IIndicator, IEventLog, INetwork, ISoilProbe, IClimateSensor, ILightSensor
{
    private int _soilRead;

    public List<string> Log { get; } = [];

    public int Blinks { get; private set; }

    public bool IsUp { get; set; } = true;

    public int[] SoilRaw { get; set; } = [2075];

    public bool ClimateAnswers { get; set; } = true;

    public double TemperatureC { get; set; } = 21.5;

    public double HumidityPercent { get; set; } = 48;

    public double Lux { get; set; } = 800;

    public long FreeHeap => 80000;

    public long LowHeap => 70000;

    public string RestartCause => "test";

    public int Rssi => -60;

    public void Identify() => Blinks++;

    public void Write(string text) => Log.Add(text);

    public bool Connect(int timeoutMs) => IsUp;

    public int ReadRaw() => SoilRaw[_soilRead++ % SoilRaw.Length];

    public bool TryRead(out double temperatureC, out double humidityPercent)
    {
        temperatureC = TemperatureC;
        humidityPercent = HumidityPercent;
        return ClimateAnswers;
    }

    public double ReadLux() => Lux;
}
