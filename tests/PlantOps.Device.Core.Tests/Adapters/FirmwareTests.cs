using System.Text;
using MQTTnet;
using MQTTnet.Server;
using nanoFramework.Runtime.Native;
using PlantOps.Contracts.Settings;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Tests.VirtualDevice;
using PlantOps.Device.Core.Watching;
using PlantOps.Device.Portal;
using PlantOps.Device.StandIns.Board;
using PlantOps.Device.Starting;
using PlantOps.Device.Storage;
using PlantOps.Device.Time;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>
/// The firmware as it starts on an ESP32, on a simulated board, with real files, against a real broker with TLS.
/// </summary>
public sealed class FirmwareTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();
    private readonly TemporaryDirectory _directory = new();
    private readonly TestBroker _broker = new();
    private readonly TestBoard _log = new();
    private readonly LittleFsStore _files;

    public FirmwareTests()
    {
        _files = new LittleFsStore(_directory.Path + "/");
        _board.DhtFrame = [0x01, 0xE0, 0x00, 0xD7, 0xB8];
        _board.I2c[0x23] = new SimulatedI2cChip { Answer = [0x04, 0xB0] };
        _board.Analog[6] = 2075;
        _board.Wifi.Networks["Garden"] = ("tomatoes", -61);
        _board.Wifi.StoredSsid = "Garden";
        _board.Wifi.StoredPassword = "tomatoes";
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Run_EnrolledDevice_PublishesWhatItsSensorsMeasureAndRestartsWhenTold()
    {
        var telemetry = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic == "devices/fern/telemetry")
                telemetry.TrySetResult(e.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        await _broker.Server.StartAsync();
        Enrol();
        var run = Task.Run(NewFirmware().Run, TestContext.Current.CancellationToken);

        var reading = await telemetry.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Contains("\"temperature\":21.5", reading, StringComparison.Ordinal);
        Assert.Contains("\"humidity\":48", reading, StringComparison.Ordinal);
        Assert.Contains("\"light_level\":1000", reading, StringComparison.Ordinal);
        Assert.Contains("\"soil_raw\":2075", reading, StringComparison.Ordinal);

        await Tell("""{"id":"1","name":"restart"}""");
        await run.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(RebootOption.NormalReboot, _board.Reboot);
        Assert.True(_files.Size(RestartNote.FileName) > 0);
    }

    [Fact]
    public async Task Run_EverySensorFitted_PublishesWhatEachOfThemMeasures()
    {
        var telemetry = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _broker.Server.InterceptingPublishAsync += e =>
        {
            var message = e.ApplicationMessage;
            if (message.Topic == "devices/fern/telemetry") telemetry.TrySetResult(message.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        await _broker.Server.StartAsync();
        var configuration = Enrolled();
        configuration.Board.SetSensor(BoardSensor.Battery, "divider");
        configuration.Board.SetSensor(BoardSensor.SoilTemperature, "ds18b20");
        foreach (var probe in new[] { BoardSensor.Soil2, BoardSensor.Soil3, BoardSensor.Soil4 })
        {
            configuration.Board.SetSensor(probe, "soil-capacitive");
        }

        Assert.True(new ConfigurationStore(_files).Save(configuration));
        _board.Ds18b20 = [0x8F, 0x01, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10, 0x9D];
        foreach (var (channel, raw) in new[] { (7, 2482), (4, 1800), (5, 0), (0, 2200) }) _board.Analog[channel] = raw;
        var run = Task.Run(NewFirmware().Run, TestContext.Current.CancellationToken);

        var reading = await telemetry.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        foreach (var said in new[]
        {
            "\"soil_raw\":2075", "\"battery_voltage\":4,", "\"soil_temperature\":24.94",
            "\"soil_moisture_2\":66.67,\"soil_raw_2\":1800", "\"soil_raw_4\":2200",
             "\"quality\":{\"soil_moisture_3\":\"implausible\",\"soil_raw_3\":\"implausible\"}",
        })
        {
            Assert.Contains(said, reading, StringComparison.Ordinal);
        }

        await Tell("""{"id":"1","name":"restart"}""");
        await run.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Run_FarewellThatThrows_DoesWhatItWasToldAllTheSame()
    {
        var telemetry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var files = new FailingFiles(_files);
        _broker.Server.InterceptingPublishAsync += e =>
        {
            if (e.ApplicationMessage.Topic == "devices/fern/telemetry") telemetry.TrySetResult();
            // The device's farewell: what it writes down after the acknowledgement of this fails.
            if (e.ApplicationMessage.Topic == "devices/fern/status"
                && e.ApplicationMessage.ConvertPayloadToString().Contains("offline", StringComparison.Ordinal))
                files.FailsNext = true;
            return Task.CompletedTask;
        };
        await _broker.Server.StartAsync();
        Enrol();
        var firmware = new Firmware(new BoardClock(), files, _log, new CrashBackoff(_files), new SocketListener("127.0.0.1", 0));
        var run = Task.Run(firmware.Run, TestContext.Current.CancellationToken);
        await telemetry.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);

        await Tell("""{"id":"1","name":"factory_reset"}""");
        await run.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.False(files.FailsNext);
        Assert.Null(new ConfigurationStore(_files).Load());
        Assert.Equal(RebootOption.NormalReboot, _board.Reboot);
        Assert.Contains(_log.Log,
            line => line.StartsWith("the farewell failed: ", StringComparison.Ordinal)
                && line.Contains("the flash is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_LoopThatThrows_EndsTheRunWithItsCause()
    {
        Enrol();
        _board.UtcNow = () => throw new TimeoutException("the bus is gone");
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => Task.Run(NewFirmware().Run, TestContext.Current.CancellationToken)
                .WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.Equal(
            "crashed: InvalidOperationException (a loop ended) TimeoutException (the bus is gone)", CrashText.Of(failure));
    }

    [Fact]
    public void Run_StoredWiringOfAnotherBoard_StartsWithTheDefaults()
    {
        var configuration = Enrolled();
        configuration.Board.SetPin(Contracts.Settings.BoardPin.Soil, 4);
        configuration.IntervalS = 60;
        new ConfigurationStore(_files).Save(configuration);
        _board.UtcNow = () => throw new TimeoutException("the bus is gone");
        Assert.Throws<InvalidOperationException>(NewFirmware().Run);
        Assert.Contains(_log.Log, line => line.StartsWith("the stored wiring is not used: soil", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_DeviceWithoutConfiguration_SaysSo()
    {
        NewFirmware().Run();
        Assert.Contains("not enrolled", _log.Log);
        Assert.Equal("PlantOps 0.1.0 on ESP32_REV3", _log.Log[0]);
    }

    private Firmware NewFirmware() => new(
        new BoardClock(), _files, _log, new CrashBackoff(_files), new SocketListener("127.0.0.1", 0));

    private void Enrol() => Assert.True(new ConfigurationStore(_files).Save(Enrolled()));

    private DeviceConfiguration Enrolled() => new()
    {
        Gateway = "https://localhost:1",
        DeviceId = "fern",
        MqttHost = "localhost",
        MqttPort = _broker.Port,
        MqttUsername = "fern",
        MqttPassword = "right",
        CaPem = _broker.CaPem,
        IntervalS = 60,
        Boot = 1,
    };

    private Task Tell(string command) => _broker.Server.InjectApplicationMessage(new InjectedMqttApplicationMessage(
        new MqttApplicationMessageBuilder().WithTopic("devices/fern/commands").WithPayload(Encoding.UTF8.GetBytes(command))
            .Build()));
}
