using PlantOps.Device.Core.Board;
using PlantOps.Device.Core.Commands;

namespace PlantOps.Device.Core.Tests.Commands;

public sealed class CommandTests
{
    private readonly DeviceUnderTest _device = new();

    public CommandTests() => Connect(_device);

    [Fact]
    public void ReadNow_TakesAReadingAndSaysDone()
    {
        Assert.Equal("""{"id":"c-1","result":"done"}""", Told("read_now"));
        Assert.Single(_device.Link.Take("telemetry"));
    }

    [Fact]
    public void Identify_BlinksForAQuarterOfAMinute()
    {
        Assert.Equal("""{"id":"c-1","result":"done"}""", Told("identify"));
        Assert.Same(LightPatterns.Of(LightState.Identify), _device.Board.Shown);
        _device.Clock.UptimeMs += 14_999;
        _device.Uplink.Step();
        Assert.Same(LightPatterns.Of(LightState.Identify), _device.Board.Shown);
        _device.Clock.UptimeMs++;
        _device.Uplink.Step();
        Assert.Same(LightPatterns.Of(LightState.Online), _device.Board.Shown);
    }

    [Fact]
    public void Unknown_IsRefused() =>
        Assert.Equal("""{"id":"c-1","result":"refused","reason":"unknown command"}""", Told("dance"));

    [Fact]
    public void Restart_WaitsForItsAcknowledgement()
    {
        Send("restart");
        Assert.False(_device.Instructions.Departure.IsDue);
        _device.Link.Acknowledge(_device.Link.Take("commands/ack"));
        _device.Uplink.Step();
        Assert.True(_device.Instructions.Departure.IsDue);
        Assert.Equal((Ending.Restart, RestartCauses.Command),
            (_device.Instructions.Departure.Ending, _device.Instructions.Departure.Cause));
    }

    [Fact]
    public void Restart_WithoutAcknowledgement_HappensAfterAWhileAlsoWithoutConnection()
    {
        Send("restart");
        _device.Link.IsConnected = false;
        _device.Clock.UptimeMs += 4999;
        Assert.False(_device.Instructions.Departure.IsDue);
        _device.Clock.UptimeMs++;
        Assert.True(_device.Instructions.Departure.IsDue);
    }

    [Theory]
    [InlineData("forget_wifi", Ending.ForgetWifi, "command")]
    [InlineData("factory_reset", Ending.FactoryReset, "factory_reset")]
    public void Forgetting_IsAnsweredBeforeItHappens(string name, object ending, string cause)
    {
        Assert.Equal("""{"id":"c-1","result":"done"}""", Told(name));
        Assert.Equal((ending, cause), (_device.Instructions.Departure.Ending, _device.Instructions.Departure.Cause));
        Assert.False(_device.Board.IsForgotten);
    }

    [Fact]
    public void SameId_IsRunOnceAndAnsweredTwice()
    {
        var first = Told("read_now");
        Assert.Equal(first, Told("read_now"));
        Assert.Equal(1, _device.Sampler.Stored);
    }

    [Fact]
    public void Retained_AfterTheRestart_IsAnsweredAndNotRunAgain()
    {
        Told("restart");
        var next = new DeviceUnderTest(_device.Flash.PowerOn());
        Connect(next);
        Assert.Equal("""{"id":"c-1","result":"done"}""", Told("restart", device: next));
        Assert.False(next.Instructions.Departure.IsPlanned);
    }

    [Fact]
    public void Memory_LongAnswers_KeepsTheNewestOverARestart()
    {
        for (var i = 0; i < 20; i++) Told("\u00e4\u00f6\u00fc", new string('x', 50) + i);
        var memory = new CommandMemory(_device.Flash.PowerOn());
        Assert.NotNull(memory.Find(new string('x', 50) + 19));
        Assert.NotNull(memory.Find(new string('x', 50) + 12));
        Assert.Null(memory.Find(new string('x', 50) + 11));
    }

    [Fact]
    public void CalibrateAir_ThenWater_AreKeptAndReported()
    {
        _device.Board.SoilRaw = [3010, 3000, 3005];
        Assert.Equal("""{"id":"a","result":"done","soil_raw":3005}""", Told("calibrate_air", "a"));
        Assert.Contains("\"soil_dry_raw\":3005", Assert.Single(_device.Link.Take("reported")).Payload, StringComparison.Ordinal);
        _device.Board.SoilRaw = [1405];
        Assert.Equal("""{"id":"w","result":"done","soil_raw":1405}""", Told("calibrate_water", "w"));
        Assert.Equal((3005, 1405), (_device.Store.Load()!.SoilDryRaw, _device.Store.Load()!.SoilWetRaw));
        Assert.Equal(50, _device.Sampler.Calibration.ToPercent(2205), 0.001);
    }

    [Theory]
    [InlineData("calibrate_air", 1200, "dry must be above wet")]
    [InlineData("calibrate_air", 1400, "closer than 200")]
    [InlineData("calibrate_water", 2950, "dry must be above wet")]
    [InlineData("calibrate_water", -1, "is it connected")]
    [InlineData("calibrate_air", 4095, "is it connected")]
    public void Calibrate_PointThatMakesNoScale_IsRefusedAndTheOldStays(string name, int raw, string reason)
    {
        _device.Board.SoilRaw = [raw];
        var ack = Told(name);
        Assert.Contains("\"result\":\"refused\"", ack, StringComparison.Ordinal);
        Assert.Contains(reason, ack, StringComparison.Ordinal);
        Assert.Equal((2900, 1250), (_device.Store.Load()!.SoilDryRaw, _device.Store.Load()!.SoilWetRaw));
        Assert.Equal(50, _device.Sampler.Calibration.ToPercent(2075), 0.001);
    }

    [Fact]
    public void Calibrate_ProbeIsMoved_IsRefused()
    {
        _device.Board.SoilRaw = [2900, 2700, 3100, 2600, 2500];
        Assert.Contains("hold the probe still", Told("calibrate_air"), StringComparison.Ordinal);
    }

    [Fact]
    public void Calibrate_FlashFull_FailsAndTheOldStays()
    {
        _device.Flash.CapacityBytes = _device.Flash.BytesUsed;
        _device.Board.SoilRaw = [3005];
        Assert.Contains("could not store", Told("calibrate_air"), StringComparison.Ordinal);
        Assert.Equal(50, _device.Sampler.Calibration.ToPercent(2075), 0.001);
    }

    private static void Connect(DeviceUnderTest device)
    {
        device.Uplink.Step();
        device.Link.Messages.Clear();
    }

    private string Told(string name, string id = "c-1", DeviceUnderTest? device = null)
    {
        Send(name, id, device);
        return Assert.Single((device ?? _device).Link.Take("commands/ack")).Payload;
    }

    private void Send(string name, string id = "c-1", DeviceUnderTest? device = null)
    {
        device ??= _device;
        device.Link.Deliver("devices/fern/commands", $$"""{"id":"{{id}}","name":"{{name}}"}""");
        device.Uplink.Step();
    }
}
