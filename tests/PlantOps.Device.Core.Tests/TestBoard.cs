using PlantOps.Contracts.Settings;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Core.Presence;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Tests;

/// <summary>A board with sensors whose values the test sets.</summary>
internal sealed class TestBoard
    : IBoard, IDeviceHealth, IIndicator, IEventLog, INetwork, ITimeServer, ISoilProbe, IClimateSensor, ILightSensor
{
    private readonly List<string> _log = [];
    private int _soilRead;

    /// <summary>As it is now: what the device left behind may still write.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_log) return [.. _log];
        }
    }

    public int[] Shown { get; private set; } = [];

    public int Restarts { get; private set; }

    public int Feeds { get; private set; }

    public long SleptMs { get; private set; }

    public bool IsForgotten { get; private set; }

    public string? NotOnThisBoard { get; set; }

    public bool TimeServerAnswers { get; set; }

    public int TimeRequests { get; private set; }

    public bool SupplyIsOnAPin { get; set; } = true;

    public int PowerCycles { get; private set; }

    public int PowerCycleRequests { get; private set; }

    public bool IsUp { get; set; } = true;

    public int[] SoilRaw { get; set; } = [2075];

    public bool ClimateAnswers { get; set; } = true;

    public double TemperatureC { get; set; } = 21.5;

    public double HumidityPercent { get; set; } = 48;

    public double Lux { get; set; } = 800;

    public long FreeHeap => 80000;

    public long LowHeap => 70000;

    public string StartCause { get; set; } = RestartCauses.Power;

    public int Rssi => -60;

    public void FeedWatchdog() => Feeds++;

    public void Restart() => Restarts++;

    public void DeepSleep(long milliseconds) => SleptMs = milliseconds;

    public string? WhyNot(BoardSettings settings) => NotOnThisBoard;

    public void Show(int[] stepsMs) => Shown = stepsMs;

    public void Forget() => IsForgotten = true;

    public bool TryUpdate()
    {
        TimeRequests++;
        return TimeServerAnswers;
    }

    public bool PowerCycle()
    {
        PowerCycleRequests++;
        PowerCycles += SupplyIsOnAPin ? 1 : 0;
        return SupplyIsOnAPin;
    }

    public void Write(string text)
    {
        lock (_log) _log.Add(text);
    }

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
