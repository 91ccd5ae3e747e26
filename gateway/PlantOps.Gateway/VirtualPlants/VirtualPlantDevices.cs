using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.VirtualDevice.InMemory;

namespace PlantOps.Gateway.VirtualPlants;

/// <summary>
/// Devices of virtual plants that run in this process. Each has another password at each start, which nobody but itself
/// is told; apart from that it is a device like any other, and comes in by the broker's own door.
/// </summary>
internal sealed partial class VirtualPlantDevices(
    DeviceRegistry registry, ServerCertificates certificates, IOptions<EndpointOptions> endpoints, IBrokerForDevices broker,
    IReadingStore readings, ILogger<VirtualPlantDevices> logger)
{
    private const int PasswordBytes = 32;

    private readonly ConcurrentDictionary<string, RunningPlant> _running = [];

    /// <summary>The plants whose devices run.</summary>
    public ICollection<string> Plants => _running.Keys;

    public bool Runs(string plantId) => _running.ContainsKey(plantId);

    /// <summary>Starts a plant's device; where it has been released, retired or replaced nothing happens.</summary>
    /// <exception cref="StoreUnavailableException">Its password could not be kept.</exception>
    public void Start(VirtualPlant plant)
    {
        if (_running.ContainsKey(plant.PlantId) || registry.Find(plant.Device) is not { } device) return;
        var password = NewPassword();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(password));
        var changed = registry.Change(device, kept => IsOurs(kept, plant) ? kept with { PasswordHash = hash } : null);
        if (changed is null) return;
        _ = broker.LetInAsync(new AdmittedDevice(changed, password), CancellationToken.None);
        _running[plant.PlantId] = Run(changed, plant, password);
    }

    /// <summary>Ends a plant's device in order; its readings are on disk then.</summary>
    public async Task StopAsync(string plantId)
    {
        if (!_running.TryRemove(plantId, out var running)) return;
        await running.Stop.CancelAsync();
        await running.Work;
        running.Dispose();
    }

    public Task StopAllAsync() => Task.WhenAll(_running.Keys.Select(StopAsync));

    /// <summary>Somebody says that the plant was watered: its soil shows it with the next reading.</summary>
    public void Water(string plantId)
    {
        if (_running.TryGetValue(plantId, out var running)) running.Device.Water();
    }

    /// <summary>A password for a device that is not told it, until it is started.</summary>
    public static string NewPassword() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));

    private static bool IsOurs(Device device, VirtualPlant plant) =>
        device.ReleasedAt is null && device.RetiredAt is null && device.HardwareId == plant.HardwareId;

    private RunningPlant Run(Device device, VirtualPlant plant, string password)
    {
        var options = endpoints.Value;
        var host = options.HearsThisMachine ? "localhost" : options.Listen!.ToString();
        var (mqttHost, mqttPort) = broker.AddressFor(host);
        var memory = new MemoryDevice(new MemoryDeviceSetup
        {
            HardwareId = device.HardwareId,
            DeviceId = device.Id,
            MqttPassword = password,
            Gateway = $"https://{host}:{options.HttpsPort}",
            MqttHost = mqttHost,
            MqttPort = mqttPort,
            WaitsForStored = broker.Acknowledge == Acknowledgements.Stored,
            CaPem = certificates.Authority.Pem,
            IntervalS = VirtualPlantLimits.IntervalS,
            Seed = plant.Seed,
            SoilPercent = SoilOf(device),
            Say = text => Log.Said(logger, device.Id, text),
        });
        var stop = new CancellationTokenSource();
        return new RunningPlant(memory, stop, Task.Run(() => memory.RunAsync(stop.Token), CancellationToken.None));
    }

    // As wet as it was measured last: a start of the gateway must not look like water.
    private double? SoilOf(Device device) =>
        readings.Latest(StreamId.OfDevice(device.Number)) is { } latest && double.IsFinite(latest.Values[Metric.SoilMoisture])
            ? latest.Values[Metric.SoilMoisture]
            : VirtualPlantLimits.FirstSoilPercent;

    private sealed record RunningPlant(MemoryDevice Device, CancellationTokenSource Stop, Task Work) : IDisposable
    {
        public void Dispose()
        {
            Device.Dispose();
            Stop.Dispose();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2501, Level = LogLevel.Debug, Message = "Virtual device {Device}: {Text}")]
        public static partial void Said(ILogger logger, string device, string text);
    }
}

/// <summary>How many virtual plants there may be, and how they measure.</summary>
internal static class VirtualPlantLimits
{
    /// <summary>Each takes three threads and 64 KB for its flash.</summary>
    public const int Max = 6;

    /// <summary>Often enough that whoever looks for a minute sees something happen.</summary>
    public const int IntervalS = 15;

    public const double FirstSoilPercent = 52;
}
