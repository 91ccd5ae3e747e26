using PlantOps.Device.Core.Board;

namespace PlantOps.Device.Core.Tests.Connecting;

public sealed class InstructionsTests
{
    private readonly DeviceUnderTest _device = new();

    public InstructionsTests()
    {
        _device.Uplink.Step();
        _device.Link.Messages.Clear();
    }

    [Fact]
    public void Desired_NewInterval_IsAppliedStoredAndReported()
    {
        Assert.Equal("""{"version":3,"interval_s":300,"firmware_version":"0.1.0"}""", Desired("""{"version":3,"interval_s":300}"""));
        Assert.Equal(300, _device.Sampler.IntervalS);
        Assert.Equal(300, _device.Store.Load()?.IntervalS);
        Assert.Equal(3, _device.Store.Load()?.DesiredVersion);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(86401)]
    [InlineData(-1)]
    public void Desired_OutOfRange_IsRefusedAndTheOldStays(int seconds)
    {
        Assert.Equal("""{"version":0,"interval_s":60,"firmware_version":"0.1.0"}""", Desired($$"""{"version":3,"interval_s":{{seconds}}}"""));
        Assert.Equal(60, _device.Sampler.IntervalS);
    }

    [Fact]
    public void Desired_NotReadable_IsIgnored()
    {
        _device.Link.Deliver("devices/fern/desired", "nonsense");
        _device.Uplink.Step();
        Assert.Empty(_device.Link.Take("reported"));
        Assert.Equal(60, _device.Sampler.IntervalS);
    }

    [Fact]
    public void Command_ReadNow_TakesAReadingAndSaysDone()
    {
        Assert.Equal("""{"id":"c-1","result":"done"}""", Command("read_now"));
        Assert.Single(_device.Link.Take("telemetry"));
    }

    [Fact]
    public void Command_Identify_Blinks()
    {
        Assert.Equal("""{"id":"c-1","result":"done"}""", Command("identify"));
        Assert.Same(LightPatterns.Of(LightState.Identify), _device.Board.Shown);
    }

    [Fact]
    public void Command_Unknown_IsRefused() =>
        Assert.Equal("""{"id":"c-1","result":"refused","reason":"unknown command"}""", Command("dance"));

    [Fact]
    public void Command_Restart_WaitsForItsAcknowledgement()
    {
        _device.Link.Deliver("devices/fern/commands", """{"id":"c-1","name":"restart"}""");
        _device.Uplink.Step();
        Assert.False(_device.Instructions.RestartRequested);
        _device.Link.Acknowledge(_device.Link.Take("commands/ack"));
        _device.Uplink.Step();
        Assert.True(_device.Instructions.RestartRequested);
    }

    [Fact]
    public void Command_RestartWithoutAcknowledgement_HappensAfterAWhile()
    {
        _device.Link.Deliver("devices/fern/commands", """{"id":"c-1","name":"restart"}""");
        _device.Uplink.Step();
        _device.Clock.UptimeMs += 5000;
        _device.Uplink.Step();
        Assert.True(_device.Instructions.RestartRequested);
    }

    private string Desired(string payload)
    {
        _device.Link.Deliver("devices/fern/desired", payload);
        _device.Uplink.Step();
        return Assert.Single(_device.Link.Take("reported")).Payload;
    }

    private string Command(string name)
    {
        _device.Link.Deliver("devices/fern/commands", $$"""{"id":"c-1","name":"{{name}}"}""");
        _device.Uplink.Step();
        return Assert.Single(_device.Link.Take("commands/ack")).Payload;
    }
}
