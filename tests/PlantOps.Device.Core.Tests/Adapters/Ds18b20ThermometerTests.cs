using nanoFramework.Device.OneWire;
using PlantOps.Device.Core.Sampling;
using PlantOps.Device.Sensors;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class Ds18b20ThermometerTests : IDisposable
{
    private static readonly byte[] Answer = [0x8F, 0x01, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10, 0x9D];

    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();
    private readonly FakeClock _clock = new();
    private readonly OneWireHost _line = new();
    private readonly byte[] _scratchpad = new byte[SoilThermometerMeter.ScratchpadBytes];

    public void Dispose() => _line.Dispose();

    [Fact]
    public void TryRead_ASensor_MeasuresAndGivesItsBytes()
    {
        _board.Ds18b20 = Answer;
        Assert.True(Read());
        Assert.Equal(Answer, _scratchpad);
        Assert.Equal(1, _board.Ds18b20Conversions);
    }

    [Fact]
    public void TryRead_NobodyThere_SaysSoWithoutWaiting()
    {
        Assert.False(Read());
        Assert.Equal(0, _board.Ds18b20Conversions);
    }

    [Fact]
    public void TryRead_BytesThatAreWrong_AreGivenAsTheyAre()
    {
        _board.Ds18b20 = [.. Answer.AsSpan(0, 8), 0];
        Assert.True(Read());
        Assert.Equal("its checksum does not hold", SoilThermometerMeter.WhyNot(_scratchpad));
    }

    private bool Read() => new Ds18b20Thermometer(_line, _clock.NewSignal()).TryRead(_scratchpad);
}
