using PlantOps.Contracts.Enrolment;
using PlantOps.Device.Core;
using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Enrolment;
using PlantOps.VirtualDevice.Network;
using PlantOps.VirtualDevice.Plant;
using PlantOps.VirtualDevice.Time;

namespace PlantOps.VirtualDevice.InMemory;

/// <summary>
/// A device beside a plant that does not exist, in the memory of whatever process: the firmware's own code over TLS, with a
/// flash that is gone with it. Its identity is given to it.
/// </summary>
internal sealed class MemoryDevice : IDisposable
{
    /// <summary>What it says that it is.</summary>
    public const string Model = "virtual";

    private const int FarewellMs = 2000;
    private const int StackBytes = 256 * 1024;

    private readonly MemoryDeviceSetup _setup;
    private readonly SimulatedTime _time = new(speed: 1, start: TimeSpan.Zero);
    private readonly MemoryFlash _flash = new();
    private readonly VirtualWifi _wifi = new();
    private readonly PlantSensors _sensors;

    public MemoryDevice(MemoryDeviceSetup setup)
    {
        _setup = setup;
        _sensors = new PlantSensors(_time, new Random(setup.Seed), soilPercent: setup.SoilPercent);
    }

    public static string FirmwareVersion => typeof(PlantDevice).Assembly.GetName().Version!.ToString(3);

    public static string[] SensorNames => PlantSensors.Usual;

    /// <summary>Somebody waters the plant.</summary>
    public void Water() => _sensors.Water();

    /// <summary>
    /// Measures and publishes until it is stopped, over each restart and each sleep. Returns before that where the device has
    /// forgotten its gateway.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        new ConfigurationStore(_flash).Save(Configuration());
        for (var cause = RestartCauses.Power; !stop.IsCancellationRequested;)
        {
            var board = new MemoryBoard(cause, _setup.Say);
            if (NewDevice(board).Start(new RunDeadlines()) is not { } run) return;
            await RunOnce(run, stop);
            if (board.Asleep > TimeSpan.Zero)
                await Task.Delay(board.Asleep, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cause = board.Asleep > TimeSpan.Zero ? RestartCauses.Sleep : RestartCauses.Power;
        }
    }

    public void Dispose() => _time.Dispose();

    private PlantDevice NewDevice(MemoryBoard board)
    {
        var network = new NetworkEdges(_wifi, new MqttTlsLink(), new NoHttp(), new NoTimeServer());
        var edges = new BoardEdges(board, board, board, board, new Random(_setup.Seed + 1));
        var profile = new DeviceProfile(_setup.HardwareId, Model, FirmwareVersion, SensorNames)
        {
            Capabilities = new DeviceCapabilities { Api = DeviceCapabilities.CurrentApi },
        };
        var clock = new VirtualClock(_time, isKnown: true);
        return new PlantDevice(new DeviceEdges(clock, _flash, _sensors.All, network, edges), profile);
    }

    // What registration would have left in its flash. The numbers of its starts begin anew with each password.
    private DeviceConfiguration Configuration() => new()
    {
        Gateway = _setup.Gateway,
        DeviceId = _setup.DeviceId,
        MqttHost = _setup.MqttHost,
        MqttPort = _setup.MqttPort,
        MqttUsername = _setup.DeviceId,
        MqttPassword = _setup.MqttPassword,
        CaPem = _setup.CaPem,
        WaitsForStored = _setup.WaitsForStored,
        IntervalS = _setup.IntervalS,
        Boot = BootNumber.First(_setup.MqttPassword),
    };

    // The farewell waits for its broker, on a thread of its own: the pool's are needed to answer it.
    private static async Task RunOnce(DeviceRun run, CancellationToken stop)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopped = stop.UnsafeRegister(static run => ((DeviceRun)run!).Stop(), run);
        var sampling = new Thread(run.RunSampling, StackBytes) { IsBackground = true };
        var uplink = new Thread(
            () =>
            {
                run.RunUplink();
                sampling.Join();
                run.Finish(FarewellMs);
                ended.TrySetResult();
            },
            StackBytes)
        { IsBackground = true };
        sampling.Start();
        uplink.Start();
        await ended.Task;
    }
}

/// <summary>What a device in memory begins with.</summary>
internal sealed record MemoryDeviceSetup
{
    /// <summary>What stays the same when it is started again.</summary>
    public required string HardwareId { get; init; }

    /// <summary>Its id at the gateway, also its MQTT user name.</summary>
    public required string DeviceId { get; init; }

    public required string MqttPassword { get; init; }

    /// <summary>Base address of the gateway, <c>https://host:port</c>.</summary>
    public required string Gateway { get; init; }

    public required string MqttHost { get; init; }

    public required int MqttPort { get; init; }

    /// <summary>Whether it keeps readings until the gateway says that they are stored, beyond the PUBACK.</summary>
    public bool WaitsForStored { get; init; }

    /// <summary>The CA that vouches for the gateway.</summary>
    public required string CaPem { get; init; }

    /// <summary>Seconds between two readings.</summary>
    public required int IntervalS { get; init; }

    /// <summary>Repeats the same weather and chances.</summary>
    public required int Seed { get; init; }

    /// <summary>How wet its soil is in the beginning; by chance where it is not said.</summary>
    public double? SoilPercent { get; init; }

    /// <summary>Hears what the device says of itself.</summary>
    public required Action<string> Say { get; init; }
}

/// <summary>
/// No HTTP: a device in memory is let in by the process that it runs in, and has that process' clock. Whatever else it
/// needs comes over MQTT.
/// </summary>
internal sealed class NoHttp : IHttp
{
    public HttpReply Send(string url, byte[]? body, string? caPem) => HttpReply.None("there is no HTTP");
}
