using System.Device.Adc;
using PlantOps.Device.Sensors;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class SoilAdcProbeTests
{
    [Theory]
    [InlineData(0, 4095, 0)]
    [InlineData(2075, 4095, 2075)]
    [InlineData(4095, 4095, 4095)]
    [InlineData(8191, 8191, 4095)]
    [InlineData(512, 1023, 2049)]
    [InlineData(-1, 4095, -1)]
    [InlineData(5000, 4095, -1)]
    public void ReadRaw_AnyConverter_IsOnTheScaleOfTwelveBits(int value, int fullScale, int raw)
    {
        var board = SimulatedBoard.Current = new SimulatedBoard();
        board.Analog[6] = value;
        Assert.Equal(raw, new SoilAdcProbe(new AdcController().OpenChannel(6), fullScale).ReadRaw());
    }
}
