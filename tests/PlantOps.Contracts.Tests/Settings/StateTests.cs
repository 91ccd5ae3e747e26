using PlantOps.Contracts.Settings;

namespace PlantOps.Contracts.Tests.Settings;

public sealed class StateTests
{
    [Fact]
    public void Desired_Sample_IsReadAndWritten()
    {
        var state = DesiredState.Parse(WireSample.Bytes("desired"));
        Assert.NotNull(state);
        Assert.Equal(3, state.Version);
        Assert.Equal(300, state.IntervalS);
        Assert.Equal(WireSample.Text("desired"), Written.By(state.Write));
    }

    [Fact]
    public void Reported_Sample_IsReadAndWritten()
    {
        var state = ReportedState.Parse(WireSample.Bytes("reported"));
        Assert.NotNull(state);
        Assert.Equal(3, state.Version);
        Assert.Equal(300, state.IntervalS);
        Assert.Equal("0.1.0", state.FirmwareVersion);
        Assert.Equal(WireSample.Text("reported"), Written.By(state.Write));
    }

    [Fact]
    public void Desired_UnknownField_IsIgnored()
    {
        var state = DesiredState.Parse("""{"version":4,"calibration":{"dry":3100,"wet":[1200]},"interval_s":10}"""u8.ToArray());
        Assert.NotNull(state);
        Assert.Equal(10, state.IntervalS);
    }

    [Fact]
    public void Desired_IntervalBeyondInt_DoesNotWrapAround()
    {
        var state = DesiredState.Parse("""{"version":4,"interval_s":4294967356}"""u8.ToArray());
        Assert.NotNull(state);
        Assert.Equal(int.MaxValue, state.IntervalS);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"version":"4"}""")]
    [InlineData("""{"version":4""")]
    [InlineData("""{"version":4} x""")]
    public void Desired_NotAMessage_IsNull(string payload) =>
        Assert.Null(DesiredState.Parse(System.Text.Encoding.UTF8.GetBytes(payload)));
}
