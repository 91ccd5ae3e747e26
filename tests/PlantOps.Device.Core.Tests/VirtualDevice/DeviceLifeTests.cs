using System.Collections.Concurrent;
using System.Text.Json;
using MQTTnet;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.VirtualDevice;
using PlantOps.VirtualDevice.CommandLine;
using PlantOps.VirtualDevice.Faults;
using PlantOps.VirtualDevice.Flash;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.Device.Core.Tests.VirtualDevice;

/// <summary>The whole device against a real broker, an hour of its time in a few seconds.</summary>
public sealed class DeviceLifeTests : IAsyncDisposable
{
    private const double Speed = 900;

    private readonly TemporaryDirectory _directory = new();
    private readonly TestBroker _broker = new();
    private readonly ConcurrentDictionary<(long Boot, long Sequence), long> _times = new();
    private readonly ConcurrentBag<long> _changed = [];
    private readonly StringWriter _said = new();
    private TimeSpan _lived;

    private readonly ITestOutputHelper _output;

    public DeviceLifeTests(ITestOutputHelper output)
    {
        _output = output;
        _broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic == "devices/fern/telemetry") Note(e.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Run_HourWithoutBrokerAndThreePowerCuts_EveryReadingArrivesWithItsTime()
    {
        var hour = await Live(
            new RunOptions
            {
                DataDirectory = _directory.Path,
                Speed = Speed,
                Seed = 3,
                Duration = TimeSpan.FromHours(1),
                PowerCuts = 3,
            });
        Assert.Equal(hour.Taken, hour.Buffered);
        Assert.InRange(hour.Taken, 10, 61);

        await _broker.Server.StartAsync();
        var after =
            await Live(new RunOptions { DataDirectory = _directory.Path, Speed = Speed, Duration = TimeSpan.FromMinutes(5) });
        Assert.Equal((0, 0), (after.Buffered, after.Lost));
        Assert.Single(
            _said.ToString().Split('\n'), line => line.Contains("the gateway has its first reading", StringComparison.Ordinal));
        Assert.Equal(hour.Taken + after.Taken, _times.Count);
        AssertTimes(hour.Taken);
    }

    [Fact]
    public async Task Run_PortalOpensAgainBesideTheConfiguration_MeasuresOnAndEveryReadingArrivesAfterwards()
    {
        await _broker.Server.StartAsync();
        var options = new RunOptions
        {
            DataDirectory = _directory.Path, Speed = 300, Seed = 6, Duration = TimeSpan.FromMinutes(25),
            PortalPort = TestBroker.FreePort(),
        };
        var life = await Live(options, flash => new PowerCycles(flash, new FakeClock()).Ask());

        var said = _said.ToString();
        Assert.Contains("the portal is open: ", said, StringComparison.Ordinal);
        Assert.Contains("the portal has closed; nothing was changed", said, StringComparison.Ordinal);
        Assert.Equal((0, 0), (life.Buffered, life.Lost));
        Assert.Equal(life.Taken, _times.Count);
        Assert.Empty(_changed);
        var boots = _times.Keys.ToLookup(reading => reading.Boot, reading => reading.Sequence);
        Assert.Equal([42L, 43L], boots.Select(boot => boot.Key).Order());
        // About ten, fewer on a busy machine: what was slept through is not made up for.
        Assert.True(boots[42].Count() > 2);
        Assert.All(boots, boot => Assert.Equal(boot.Count(), boot.Max()));
    }

    [Fact]
    public async Task Run_WifiLostAndPowerCutsWhilePublishing_EveryReadingArrives()
    {
        await _broker.Server.StartAsync();
        var hour = await Live(new RunOptions
        {
            DataDirectory = _directory.Path, Speed = Speed, Seed = 4, Duration = TimeSpan.FromHours(1), PowerCuts = 4,
            Faults = [.. Fault.ParseOutage("10m+20m")!], });
        Assert.Equal((0, 0), (hour.Buffered, hour.Lost));
        Assert.Equal(hour.Taken, _times.Count);
    }

    [Fact]
    public async Task Run_OnABattery_SleepsBetweenReadingsAndEveryReadingArrives()
    {
        await _broker.Server.StartAsync();
        var options = new RunOptions
        {
            DataDirectory = _directory.Path,
            Speed = 120,
            Seed = 5,
            Duration = TimeSpan.FromMinutes(30),
            Battery = TimeSpan.FromMinutes(5),
        };
        var night = await Live(options);

        // About one a minute, by its own accelerated time, in which a moment that a busy machine takes from it is half a minute:
        // the reading after one that came late is early by as much. A device that does not sleep as it should wakes far oftener.
        var most = (int)(_lived.TotalSeconds / 30) + 1;
        Assert.InRange(night.Wakes, 3, most);
        Assert.InRange(night.Awake, TimeSpan.FromSeconds(1), _lived - TimeSpan.FromMinutes(1));
        Assert.Equal(night.Taken - night.Buffered, _times.Count);
        Assert.InRange(_times.Count, 2, most);
    }

    [Fact(Explicit = true)]
    public async Task Run_OnABatteryInRealTime_SaysHowLongItWasAwake()
    {
        await _broker.Server.StartAsync();
        var options = new RunOptions
        {
            DataDirectory = _directory.Path, Speed = 1, Seed = 5, IntervalS = 15, Duration = TimeSpan.FromMinutes(5),
            Battery = TimeSpan.FromMinutes(1), };
        _output.WriteLine($"{await Live(options)}");
    }

    private async Task<RunSummary> Live(RunOptions options, Action<DirectoryFlash>? prepare = null)
    {
        using var time = new SimulatedTime(options.Speed, options.Start);
        var hardware = new VirtualHardware("fern", _directory.Path, time, options.Seed);
        var flash = new DirectoryFlash(hardware.FlashDirectory);
        var store = new ConfigurationStore(flash);
        prepare?.Invoke(flash);
        if (store.Load() == null)
        {
            store.Save(new DeviceConfiguration
            {
                Gateway = "https://localhost:1", DeviceId = "fern", MqttHost = "localhost", MqttPort = _broker.Port,
                MqttUsername = "fern", MqttPassword = "right", CaPem = _broker.CaPem, Boot = 41,
            });
        }

        var summary = await new DeviceLife(hardware, options, TextWriter.Synchronized(_said)).Run(
            null, TestContext.Current.CancellationToken);
        _lived = TimeSpan.FromMilliseconds(time.ElapsedMs);
        Assert.NotNull(summary);
        return summary;
    }

    private void Note(string payload)
    {
        var message = JsonDocument.Parse(payload).RootElement;
        var boot = message.GetProperty("boot").GetInt64();
        foreach (var reading in message.GetProperty("readings").EnumerateArray())
        {
            var time = reading.GetProperty("ts").GetInt64();
            var noted = _times.GetOrAdd((boot, reading.GetProperty("seq").GetInt64()), time);
            if (noted != time) _changed.Add(noted);
        }
    }

    // In the order of boot and sequence the times only grow, and span the hour although all came at its end.
    private void AssertTimes(long first)
    {
        Assert.Empty(_changed);
        var times = _times.OrderBy(reading => reading.Key).Select(reading => reading.Value).Take((int)first).ToList();
        Assert.Equal(times.Order(), times);
        Assert.InRange(times[^1] - times[0], 30 * 60_000, 70 * 60_000);
    }
}
