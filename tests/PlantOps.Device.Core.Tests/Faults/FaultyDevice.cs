using System.Collections.Concurrent;
using System.Text.Json;
using MQTTnet;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Tests.VirtualDevice;
using PlantOps.VirtualDevice;
using PlantOps.VirtualDevice.CommandLine;
using PlantOps.VirtualDevice.Flash;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.Device.Core.Tests.Faults;

/// <summary>A whole device against a real broker in accelerated time; what arrives is noted by its identity.</summary>
internal sealed class FaultyDevice : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentDictionary<(long Boot, long Sequence), JsonElement> _arrived = new();

    public FaultyDevice(TestBroker? broker = null)
    {
        Broker = broker ?? new TestBroker();
        Broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic == "devices/fern/telemetry" && e.ProcessPublish)
                Note(e.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
    }

    public TestBroker Broker { get; }

    public string FlashDirectory => Path.Combine(_directory.Path, "flash");

    /// <summary>Readings that arrived, each once whatever came twice.</summary>
    public IReadOnlyDictionary<(long Boot, long Sequence), JsonElement> Arrived => _arrived;

    /// <summary>Readings that came again and were not the same.</summary>
    public ConcurrentBag<string> Changed { get; } = [];

    public int Messages { get; private set; }

    /// <summary>How long its last life was in its own time: a busy machine ends one later than it was told to.</summary>
    public TimeSpan Lived { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        _directory.Dispose();
    }

    public async Task<RunSummary> LiveAsync(RunOptions options, Action<VirtualHardware>? prepare = null)
    {
        using var time = new SimulatedTime(options.Speed, options.Start);
        var hardware = new VirtualHardware("fern", _directory.Path, time, options.Seed);
        Enrol(hardware);
        prepare?.Invoke(hardware);
        var summary = await new DeviceLife(hardware, options, TextWriter.Null).Run(null, TestContext.Current.CancellationToken);
        Lived = TimeSpan.FromMilliseconds(time.ElapsedMs);
        Assert.NotNull(summary);
        return summary;
    }

    /// <summary>Lives until nothing is buffered any more, at most this many times a while.</summary>
    public async Task<RunSummary> DrainAsync(RunSummary after, double speed = 60, int seed = 99)
    {
        for (var i = 0; i < 30 && after.Buffered > 0; i++)
        {
            var next = await LiveAsync(Options(speed, TimeSpan.FromSeconds(5 * speed / 10), seed + i));
            after = RunSummary.Add(after with { Buffered = 0, Lost = 0 }, next);
        }

        return after;
    }

    public RunOptions Options(double speed, TimeSpan duration, int seed) =>
        new() { DataDirectory = _directory.Path, Speed = speed, Duration = duration, Seed = seed };

    private void Enrol(VirtualHardware hardware)
    {
        var store = new ConfigurationStore(new DirectoryFlash(hardware.FlashDirectory));
        if (store.Load() != null) return;
        store.Save(new DeviceConfiguration
        {
            Gateway = "https://localhost:1", DeviceId = "fern", MqttHost = "localhost", MqttPort = Broker.Port,
            MqttUsername = "fern", MqttPassword = "right", CaPem = Broker.CaPem, Boot = 41,
        });
    }

    private void Note(string payload)
    {
        Messages++;
        var message = JsonDocument.Parse(payload).RootElement;
        var boot = message.GetProperty("boot").GetInt64();
        foreach (var reading in message.GetProperty("readings").EnumerateArray())
        {
            var noted = _arrived.GetOrAdd((boot, reading.GetProperty("seq").GetInt64()), reading);

            // An age grows from sending to sending; everything else of a reading stays what it was.
            if (reading.TryGetProperty("ts", out _) && noted.GetRawText() != reading.GetRawText())
                Changed.Add(reading.GetRawText());
        }
    }
}
