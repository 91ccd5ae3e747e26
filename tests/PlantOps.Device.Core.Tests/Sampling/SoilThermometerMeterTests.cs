using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Sampling;

namespace PlantOps.Device.Core.Tests.Sampling;

public sealed class SoilThermometerMeterTests : ISoilThermometer
{
    private readonly TestBoard _board = new();
    private byte[]? _answer;

    // The datasheet's examples (table 1); of the last, which has 9 bits, the lowest three mean nothing.
    [Theory]
    [InlineData(0x07D0, 0x7F, 125)]
    [InlineData(0x0191, 0x7F, 25.0625)]
    [InlineData(0x0008, 0x7F, 0.5)]
    [InlineData(0x0000, 0x7F, 0)]
    [InlineData(0xFFF8, 0x7F, -0.5)]
    [InlineData(0xFC90, 0x7F, -55)]
    [InlineData(0x0551, 0x7F, 85.0625)]
    [InlineData(0x0197, 0x1F, 25)]
    public void Run_ScratchpadOfAMeasurement_IsItsTemperature(int raw, int configuration, double celsius)
    {
        _answer = Scratchpad(raw, (byte)configuration);
        Assert.Equal((celsius, Quality.Ok), Measured());
        Assert.Empty(_board.Log);
    }

    [Fact]
    public void Crc_OfAScratchpadThatWasCaptured_Holds() =>
        Assert.Equal(0x9D, SoilThermometerMeter.Crc([0x8F, 0x01, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10], 8));

    [Fact]
    public void Run_ValueOfPowerUp_IsMissing() => AssertMissing(Scratchpad(0x0550), "it has not measured since its supply came");

    [Fact]
    public void Run_NobodyAnswers_IsMissing() => AssertMissing(null, "nobody answers on its line");

    [Fact]
    public void Run_LineThatIsFree_IsMissing() =>
        AssertMissing([.. Enumerable.Repeat((byte)0xFF, 9)], "its checksum does not hold");

    [Fact]
    public void Run_LineAtGround_IsMissing() => AssertMissing(new byte[9], "its line is at ground, or it is no DS18B20");

    [Theory]
    [InlineData(-127 * 16)]
    [InlineData((125 * 16) + 1)]
    public void Run_OutOfItsRange_IsMissing(int sixteenths) => AssertMissing(Scratchpad(sixteenths), "it is out of its range");

    [Fact]
    public void Run_AnyBitFlipped_IsMissing()
    {
        var whole = Scratchpad(0x0191);
        for (var bit = 0; bit < 8 * whole.Length; bit++)
        {
            _answer = [.. whole];
            _answer[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal((double.NaN, Quality.Missing), Measured());
        }
    }

    [Fact]
    public void Run_SameReasonForLong_IsSaidOnceUntilItAnswersAgain()
    {
        var meter = new SoilThermometerMeter(this, _board);
        foreach (var answer in new[] { null, null, Scratchpad(0x0191), null })
        {
            _answer = answer;
            meter.Run(new TelemetryReading(), 0);
        }

        Assert.Equal(2, _board.Log.Count);
    }

    public bool TryRead(byte[] scratchpad)
    {
        _answer?.CopyTo(scratchpad, 0);
        return _answer != null;
    }

    private static byte[] Scratchpad(int raw, byte configuration = 0x7F)
    {
        byte[] content = [(byte)raw, (byte)(raw >> 8), 0x4B, 0x46, configuration, 0xFF, 0x0C, 0x10];
        return [.. content, (byte)SoilThermometerMeter.Crc(content, content.Length)];
    }

    private void AssertMissing(byte[]? answer, string why)
    {
        _answer = answer;
        Assert.Equal((double.NaN, Quality.Missing), Measured());
        Assert.Equal([$"soil temperature is missing: {why}"], _board.Log);
    }

    private (double Value, Quality Quality) Measured()
    {
        var reading = new TelemetryReading();
        new SoilThermometerMeter(this, _board).Run(reading, 0);
        return (reading.Value(Metric.SoilTemperature), reading.QualityOf(Metric.SoilTemperature));
    }
}
