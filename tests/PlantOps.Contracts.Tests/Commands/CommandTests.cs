using PlantOps.Contracts.Commands;

namespace PlantOps.Contracts.Tests.Commands;

public sealed class CommandTests
{
    [Fact]
    public void Command_Sample_IsReadAndWritten()
    {
        var command = DeviceCommand.Parse(WireSample.Bytes("command"));
        Assert.NotNull(command);
        Assert.Equal("c-17", command.Id);
        Assert.Equal(CommandNames.ReadNow, command.Name);
        Assert.Equal(WireSample.Text("command"), Written.By(command.Write));
    }

    [Fact]
    public void Ack_Sample_IsReadAndWritten()
    {
        var ack = CommandAck.Parse(WireSample.Bytes("command-ack"));
        Assert.NotNull(ack);
        Assert.Equal(CommandResults.Refused, ack.Result);
        Assert.Equal("unknown command", ack.Reason);
        Assert.Equal(WireSample.Text("command-ack"), Written.By(ack.Write));
    }

    [Fact]
    public void Ack_CalibratedSample_IsReadAndWritten()
    {
        var ack = CommandAck.Parse(WireSample.Bytes("command-ack-calibrated"));
        Assert.NotNull(ack);
        Assert.Equal((CommandResults.Done, 3005), (ack.Result, ack.SoilRaw));
        Assert.Equal(WireSample.Text("command-ack-calibrated"), Written.By(ack.Write));
    }

    [Fact]
    public void Command_WithoutId_IsNull() => Assert.Null(DeviceCommand.Parse("""{"name":"restart"}"""u8.ToArray()));
}
