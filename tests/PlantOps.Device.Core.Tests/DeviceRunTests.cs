using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Configuration;
using PlantOps.Device.Core.Portal.Opening;
using PlantOps.Device.Core.Tests.Buffering;

namespace PlantOps.Device.Core.Tests;

/// <summary>Whole starts of a device, each loop run by the test.</summary>
public sealed class DeviceRunTests
{
    private readonly MemoryFlash _flash = new();
    private readonly FakeLink _link = new() { Acknowledges = true };

    private int _stored;

    private DeviceConfiguration Configuration { get; } = new() { DeviceId = "fern", Boot = 10, Sleep = true, PublishS = 300 };

    [Fact]
    public void Sleep_WakesOfAnHour_MeasureEachMinuteAndConnectEveryFive()
    {
        new ConfigurationStore(_flash).Save(Configuration);
        Start(RestartCauses.Power);
        _link.Sessions.Clear();
        var before = _flash.Writes;
        for (var minute = 0; minute < 60; minute++)
        {
            var (board, clock) = Start(RestartCauses.Sleep);
            Assert.InRange(board.SleptMs + clock.UptimeMs, 59_000, 61_000);
        }

        Assert.Equal(12, _link.Sessions.Count);
        var arrived = Arrived();
        Assert.Equal(arrived.Count, arrived.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, arrived.Count).Select(i => (11L, (long)i)), arrived.Order());

        // A record a wake, and a note of what was acknowledged a connection: nothing for the start itself.
        Assert.InRange(_flash.Writes - before, 60, 60 + 12 + 2);
    }

    [Fact]
    public void Sleep_GatewayAway_IsTriedOncePerPublishingTimeAndNothingIsLost()
    {
        new ConfigurationStore(_flash).Save(Configuration);
        _link.Answer = Core.Connecting.MqttConnectResult.Unreachable;
        for (var minute = 0; minute < 30; minute++) Start(RestartCauses.Sleep);
        Assert.InRange(_link.Sessions.Count, 6, 6 * 6);
        Assert.Equal(_stored, BufferedReadings.Opened(_flash).Pending);
        _link.Answer = Core.Connecting.MqttConnectResult.Connected;
        for (var minute = 0; minute < 5; minute++) Start(RestartCauses.Sleep);
        Assert.InRange(Arrived().Distinct().Count(), 31, _stored);
        Assert.InRange(BufferedReadings.Opened(_flash).Pending, 0, 4);
    }

    [Fact]
    public void Sleep_SoilProbeStandsStill_IsStuckAlthoughEachWakeForgets()
    {
        new ConfigurationStore(_flash).Save(Configuration);
        for (var minute = 0; minute < 40; minute++) Start(RestartCauses.Sleep, minute);
        var flags = _link.Take("telemetry").SelectMany(message => System.Text.Json.JsonDocument.Parse(message.Payload).RootElement
            .GetProperty("readings").EnumerateArray()
            .Select(r => r.TryGetProperty("quality", out var quality) && quality.TryGetProperty("soil_raw", out _))).ToList();
        Assert.Equal(flags.Order(), flags);
        Assert.InRange(flags.IndexOf(true), 29, 32);
    }

    [Fact]
    public void Start_WokenButTheLastRecordIsDamaged_BeginsANewBoot()
    {
        new ConfigurationStore(_flash).Save(Configuration);
        Start(RestartCauses.Sleep);
        _flash.Change("readings.00", file => { file[^5] ^= 1; return file; });
        Start(RestartCauses.Sleep);
        Assert.Equal(12, new ConfigurationStore(_flash).Load()!.Boot);
    }

    [Fact]
    public void Supervise_LoopsMakeProgress_FeedsTheWatchdog()
    {
        new ConfigurationStore(_flash).Save(new DeviceConfiguration { DeviceId = "fern" });
        var board = new TestBoard();
        var run = Devices.On(_flash, board).Start(new RunDeadlines())!;
        Assert.True(run.Supervise());
        Assert.Equal((1, 0), (board.Feeds, board.Restarts));
    }

    [Fact]
    public async Task Supervise_ConnectionHangs_RestartsAndTheNextStartKnowsWhy()
    {
        new ConfigurationStore(_flash).Save(new DeviceConfiguration { DeviceId = "fern" });
        var board = new TestBoard();
        var clock = new FakeClock();
        using var hang = new ManualResetEventSlim();
        _link.Hang = hang;
        var run = Devices.On(_flash, board, clock, _link).Start(new RunDeadlines { HangMs = 60_000 })!;
        var uplink = Task.Factory.StartNew(run.RunUplink, TaskCreationOptions.LongRunning);
        await _link.Hanging.Task.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        clock.UptimeMs += 59_999;
        Assert.True(run.Supervise());
        clock.UptimeMs++;
        Assert.False(run.Supervise());
        Assert.Equal((1, 1), (board.Feeds, board.Restarts));
        Assert.Equal(RestartCauses.Watchdog, Devices.On(_flash.PowerOn()).RestartCause);
        run.Stop();
        hang.Set();
        await uplink.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("restart", false, false, RestartCauses.Command)]
    [InlineData("forget_wifi", true, false, RestartCauses.Command)]
    [InlineData("factory_reset", true, true, RestartCauses.FactoryReset)]
    public void Finish_AfterACommand_DoesWhatItSaidAndTheNextStartKnowsWhy(
        string name, bool forgetsWifi, bool forgetsAll, string cause)
    {
        new ConfigurationStore(_flash).Save(
            new DeviceConfiguration { DeviceId = "fern", WifiSsid = "Garden", WifiPassword = "tomatoes" });
        var board = new TestBoard();
        var clock = new FakeClock();
        var run = Devices.On(_flash, board, clock, _link).Start(new RunDeadlines())!;
        var told = false;
        clock.Waiting = () =>
        {
            run.StepSampling();
            if (clock.UptimeMs > 90_000 && !told) _link.Deliver("devices/fern/commands", $$"""{"id":"c-1","name":"{{name}}"}""");
            told |= clock.UptimeMs > 90_000;
        };
        run.RunUplink();
        run.Finish(5000);

        Assert.Equal((1, forgetsWifi), (board.Restarts, board.IsForgotten));
        Assert.Equal("""{"id":"c-1","result":"done"}""", Assert.Single(_link.Take("commands/ack")).Payload);
        Assert.True(run.Stored > 1);
        var next = Devices.On(_flash.PowerOn());
        Assert.Equal((!forgetsAll, cause), (next.IsEnrolled, next.RestartCause));
        Assert.Equal(forgetsWifi && !forgetsAll, new PowerCycles(_flash, new FakeClock()).Begin(false));
        var stored = new ConfigurationStore(_flash).Load();
        if (stored != null) Assert.Equal(forgetsWifi ? ("", "") : ("Garden", "tomatoes"), (stored.WifiSsid, stored.WifiPassword));
    }

    // One start in battery mode, on one thread: what the loops do is taken in turns.
    private (TestBoard Board, FakeClock Clock) Start(string cause, int minute = 0)
    {
        var board = new TestBoard { StartCause = cause };
        var clock = new FakeClock();
        clock.SetUnixMs(1760000000000 + (minute * 60_000L));
        var run = Devices.On(_flash, board, clock, _link).Start(new RunDeadlines())!;
        clock.Waiting = () => run.StepSampling();
        run.RunUplink();
        run.Finish(5000);
        _stored += (int)run.Stored;
        _link.IsConnected = false;
        return (board, clock);
    }

    private List<(long Boot, long Sequence)> Arrived() => [.. _link.Take("telemetry").SelectMany(message =>
    {
        var batch = System.Text.Json.JsonDocument.Parse(message.Payload).RootElement;
        return batch.GetProperty("readings").EnumerateArray()
            .Select(r => (batch.GetProperty("boot").GetInt64(), r.GetProperty("seq").GetInt64()));
    })];
}
