using PlantOps.Contracts.Enrolment;
using PlantOps.Contracts.Settings;

namespace PlantOps.Contracts.Tests.Settings;

public sealed class StateTests
{
    [Fact]
    public void Desired_Sample_IsReadAndWritten()
    {
        var state = DesiredState.Parse(WireSample.Bytes("desired"));
        Assert.NotNull(state);
        Assert.Equal((3, 300, 3010, 1405), (state.Version, state.IntervalS, state.SoilDryRaw, state.SoilWetRaw));
        Assert.Equal((25, 90, true, 1800), (state.LedDryPercent, state.LedWetPercent, state.Sleep, state.PublishS));
        Assert.Equal(
            (27, 34, BoardSettings.NotConnected, BoardSettings.Unset),
            (state.Board.Pin(BoardPin.ClimatePower), state.Board.Pin(BoardPin.Soil), state.Board.Pin(BoardPin.Button),
                state.Board.Pin(BoardPin.Led)));
        Assert.Equal(BoardSettings.None, state.Board.Sensor(BoardSensor.Light));

        // The same character, written the long way.
        Assert.Equal(WireSample.Text("desired").Replace("\\n", "\\u000a", StringComparison.Ordinal), Written.By(state.Write));
    }

    [Fact]
    public void Reported_Sample_IsReadAndWritten()
    {
        var state = ReportedState.Parse(WireSample.Bytes("reported"));
        Assert.NotNull(state);
        Assert.Equal((3, 300, "0.1.0"), (state.Version, state.IntervalS, state.FirmwareVersion));
        Assert.Equal((4, 1, "interval_s", "5 to 86400"),
            (state.RefusedVersion, state.Refused.Count, state.Refused.NameOf(0), state.Refused.ReasonOf(0)));
        Assert.Equal(WireSample.Text("reported"), Written.By(state.Write));
    }

    [Fact]
    public void Reported_SampleWithCapabilities_IsReadAndWrittenWithoutWhatWasNotSaid()
    {
        var state = ReportedState.Parse(WireSample.Bytes("reported-capabilities"));
        Assert.Equal("esp32", state!.Model);
        var said = state.Capabilities!;
        Assert.Equal((64100, 0, DeviceCapabilities.Absent, 1), (said.HeapBytes, said.PsramBytes, said.FlashBytes, said.Api));
        Assert.Equal(WireSample.Text("reported-capabilities"), Written.By(state.Write));
    }

    [Fact]
    public void Desired_OnlyAVersion_LeavesEverythingElseAbsent()
    {
        var state = DesiredState.Parse("""{"version":9}"""u8.ToArray());
        Assert.NotNull(state);
        Assert.Equal(
            (DesiredState.Absent, DesiredState.Absent, false, null, true),
            (state.IntervalS, state.SoilDryRaw, state.HasSleep, state.CaPem, state.Board.IsEmpty));
        Assert.Equal("""{"version":9}""", Written.By(state.Write));
    }

    [Fact]
    public void Merge_OtherPins_SaysWhetherSomethingChanged()
    {
        var board = new BoardSettings();
        var other = new BoardSettings();
        other.SetPin(BoardPin.Led, 2);
        other.SetSensor(BoardSensor.Soil, "soil-capacitive");
        Assert.True(board.Merge(other));
        Assert.False(board.Merge(other));
        Assert.False(board.Merge(new BoardSettings()));
        Assert.Equal((2, "soil-capacitive"), (board.Pin(BoardPin.Led), board.Sensor(BoardSensor.Soil)));
    }

    [Fact]
    public void CaIds_KnownBytes_AreTheFirstEightOfTheHmac() => Assert.Equal("011bcd4af6643ab1", CaIds.Of([1, 2, 3]));

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
