using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using MQTTnet;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Tests.VirtualDevice;
using PlantOps.VirtualDevice;
using PlantOps.VirtualDevice.CommandLine;
using PlantOps.VirtualDevice.Flash;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.Device.Core.Tests.Faults;

/// <summary>
/// A greenhouse in one process. It takes a minute or two and the whole machine, so it is only run when asked for.
/// </summary>
[Collection(Alone.Name)]
public sealed class FleetTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Devices = 1000;
    private const double Speed = 20;

    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    private readonly TestBroker _broker = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly ConcurrentDictionary<string, bool> _arrived = new();

    public async ValueTask InitializeAsync()
    {
        _broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic.EndsWith("/telemetry", StringComparison.Ordinal)) Count(e.ApplicationMessage);
            return Task.CompletedTask;
        };
        await _broker.Server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _directory.Dispose();
    }

    [Fact(Explicit = true)]
    public async Task Run_ThousandDevicesForTenMinutesTwice_LeavesNothingBehind()
    {
        var first = await RoundAsync();
        var second = await RoundAsync();

        // Two threads a device would be two thousand; the pool keeps some dozens when the machine is busy.
        Assert.InRange(second.Threads, 0, first.Threads + 200);
        Assert.InRange(second.Handles, 0, first.Handles + 20);
        Assert.InRange(second.ManagedBytes, 0, first.ManagedBytes + (4 * 1024 * 1024));
        Assert.Equal((0, 0), (first.Sum.Lost, second.Sum.Lost));
        Assert.InRange(
            _arrived.Count, first.Sum.Taken + second.Sum.Taken - second.Sum.Buffered, first.Sum.Taken + second.Sum.Taken);
    }

    private async Task<Left> RoundAsync()
    {
        using var time = new SimulatedTime(Speed, -TenMinutes);
        var real = Stopwatch.StartNew();
        var lives = Enumerable.Range(0, Devices).Select(i => Task.Run(() => LifeAsync(i, time)));
        var sum = (await Task.WhenAll(lives)).OfType<RunSummary>().Aggregate(RunSummary.None, RunSummary.Add);
        using var process = Process.GetCurrentProcess();
        var left = new Left(process.Threads.Count, Directory.GetFiles("/proc/self/fd").Length, GC.GetTotalMemory(true), sum);
        output.WriteLine(
            $"{left}; {_arrived.Count} arrived so far; working set {process.PeakWorkingSet64 >> 20} MB at most; {real.Elapsed.TotalSeconds:F0} s");
        return left;
    }

    private async Task<RunSummary?> LifeAsync(int index, SimulatedTime time)
    {
        var directory = Path.Combine(_directory.Path, $"{index}");
        var hardware = new VirtualHardware($"fern-{index}", directory, time, index);
        var store = new ConfigurationStore(new DirectoryFlash(hardware.FlashDirectory));
        if (store.Load() == null)
        {
            store.Save(new DeviceConfiguration
            {
                Gateway = "https://localhost:1", DeviceId = hardware.Name, MqttHost = "localhost", MqttPort = _broker.Port,
                MqttUsername = hardware.Name, MqttPassword = "right", CaPem = _broker.CaPem, Boot = 41,
            });
        }

        var options = new RunOptions { DataDirectory = directory, Speed = Speed, Duration = TenMinutes };
        return await new DeviceLife(hardware, options, TextWriter.Null).Run(null, TestContext.Current.CancellationToken);
    }

    private void Count(MqttApplicationMessage message)
    {
        var batch = JsonDocument.Parse(message.ConvertPayloadToString()).RootElement;
        foreach (var reading in batch.GetProperty("readings").EnumerateArray())
        {
            _arrived[$"{message.Topic} {batch.GetProperty("boot")} {reading.GetProperty("seq")}"] = true;
        }
    }

    private sealed record Left(int Threads, int Handles, long ManagedBytes, RunSummary Sum);
}
