using System.Text;
using System.Text.Json;
using MQTTnet;
using MQTTnet.Server;
using nanoFramework.Runtime.Native;
using PlantOps.Contracts.Settings;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Tests;
using PlantOps.Device.Portal;
using PlantOps.Device.StandIns.Board;
using PlantOps.Device.Starting;
using PlantOps.Device.Time;
using PlantOps.HeapCounter;
using DeviceClient = nanoFramework.M2Mqtt.MqttClient;

namespace PlantOps.Device.Heap.Tests;

/// <summary>
/// The whole firmware on a simulated board, from its start to the restart that it is told, against a real broker with TLS:
/// what the other tests leave out is counted here, except what M2Mqtt keeps of each message.
/// </summary>
public sealed class FirmwareTests : IAsyncDisposable
{
    private const int Backlog = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();
    private readonly CountedDevice _flash = new();
    private readonly TestBroker _broker = new();
    private readonly TestBoard _log = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<(long Boot, long Sequence)> _readings = [];

    public FirmwareTests()
    {
        BlockSizes.Set(typeof(DeviceClient), HeapModel.Connection);
        BlockSizes.Set(typeof(Thread), HeapModel.Thread);
        _board.DhtFrame = [0x01, 0xE0, 0x00, 0xD7, 0xB8];
        _board.I2c[0x23] = new SimulatedI2cChip { Answer = [0x04, 0xB0] };
        _board.Analog[6] = 2075;
        _board.Wifi.Networks["Garden"] = ("tomatoes and more", -61);
        _board.Wifi.StoredSsid = "Garden";
        _board.Wifi.StoredPassword = "tomatoes and more";
        _broker.Server.InterceptingPublishAsync += OnPublished;
    }

    public async ValueTask DisposeAsync()
    {
        ManagedHeap.Use(null);
        // Elsewhere they are part of what is charged.
        BlockSizes.Unset(typeof(DeviceClient));
        BlockSizes.Unset(typeof(Thread));
        await _broker.DisposeAsync();
        _flash.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_WithABacklog_BringsItAndRestartsWhenTold(bool allSensors)
    {
        await _broker.Server.StartAsync();
        _flash.Enrol(_broker.Port, _broker.CaPem);
        if (allSensors) FitAll();
        _flash.Buffer(Backlog);
        var heap = new ManagedHeap(HeapModel.Budget, HeapModel.AtMain);
        ManagedHeap.Use(heap);
        var run = Task.Run(NewFirmware().Run, TestContext.Current.CancellationToken);
        await Task.WhenAny(_arrived.Task, run).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.False(run.IsFaulted, run.Exception?.ToString());
        var live = heap.Live();
        TestContext.Current.SendDiagnosticMessage($"the whole firmware, connected: {live} bytes");
        Assert.InRange(live, 60_000, 80_000);

        await Tell("""{"id":"1","name":"restart"}""");
        await run.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(RebootOption.NormalReboot, _board.Reboot);
    }

    private void FitAll()
    {
        var configuration = _flash.Stored;
        configuration.Board.SetSensor(BoardSensor.Battery, "divider");
        configuration.Board.SetSensor(BoardSensor.SoilTemperature, "ds18b20");
        foreach (var probe in new[] { BoardSensor.Soil2, BoardSensor.Soil3, BoardSensor.Soil4 })
        {
            configuration.Board.SetSensor(probe, "soil-capacitive");
        }

        Assert.True(new ConfigurationStore(_flash.Files).Save(configuration));
        _board.Ds18b20 = [0x8F, 0x01, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10, 0x9D];
        foreach (var channel in new[] { 0, 4, 5, 7 }) _board.Analog[channel] = 2200;
    }

    private Firmware NewFirmware() => new(
        new BoardClock(), _flash.Files, _log, new CrashBackoff(_flash.Files), new SocketListener("127.0.0.1", 0));

    private Task OnPublished(InterceptingPublishEventArgs e)
    {
        if (!e.ApplicationMessage.Topic.EndsWith("/telemetry", StringComparison.Ordinal)) return Task.CompletedTask;

        using var message = JsonDocument.Parse(e.ApplicationMessage.ConvertPayloadToString());
        var boot = message.RootElement.GetProperty("boot").GetInt64();
        foreach (var reading in message.RootElement.GetProperty("readings").EnumerateArray())
            _readings.Add((boot, reading.GetProperty("seq").GetInt64()));
        if (_readings.Count(reading => reading.Boot == 1) == Backlog && _readings.Count > Backlog) _arrived.TrySetResult();
        return Task.CompletedTask;
    }

    private Task Tell(string command) => _broker.Server.InjectApplicationMessage(new InjectedMqttApplicationMessage(
        new MqttApplicationMessageBuilder().WithTopic("devices/fern-0123/commands").WithPayload(Encoding.UTF8.GetBytes(command))
            .Build()));
}
