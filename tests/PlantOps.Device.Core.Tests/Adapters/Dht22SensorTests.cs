using System.Device.Gpio;
using PlantOps.Device.Sensors;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class Dht22SensorTests
{
    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();
    private readonly FakeClock _clock = new();

    [Theory]
    [InlineData(new byte[] { 0x02, 0x8C, 0x01, 0x5F, 0xEE }, 35.1, 65.2)]
    [InlineData(new byte[] { 0x02, 0x92, 0x80, 0x65, 0x79 }, -10.1, 65.8)]
    public void TryRead_FrameOfTheDatasheet_GivesItsValues(byte[] frame, double temperature, double humidity)
    {
        _board.DhtFrame = frame;
        Assert.True(NewSensor().TryRead(out var temperatureC, out var humidityPercent));
        Assert.Equal(temperature, temperatureC, 6);
        Assert.Equal(humidity, humidityPercent, 6);
    }

    [Fact]
    public void TryRead_DryAirWhichTheLibraryTakesForAFailure_GivesItsValues()
    {
        _board.DhtFrame = [0x00, 0xD2, 0x00, 0xD7, 0xA9];
        var dht = new LenientDht22(26, 27);
        Assert.True(new Dht22Sensor(dht, null, _clock.NewSignal()).TryRead(out var temperatureC, out var humidityPercent));
        Assert.Equal(21.5, temperatureC, 6);
        Assert.Equal(21.0, humidityPercent, 6);
        Assert.False(dht.IsLastReadSuccessful);
    }

    [Fact]
    public void TryRead_SilentSensor_IsFalse() => Assert.False(NewSensor().TryRead(out _, out _));

    [Fact]
    public void TryRead_SensorThatFallsSilent_IsFalseAndNotTheOldValues()
    {
        var now = new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc);
        _board.UtcNow = () => now;
        _board.DhtFrame = [0x02, 0x8C, 0x01, 0x5F, 0xEE];
        var sensor = NewSensor();
        Assert.True(sensor.TryRead(out _, out _));
        _board.DhtFrame = null;
        now = now.AddMinutes(1);
        Assert.False(sensor.TryRead(out _, out _));
    }

    [Fact]
    public void TryRead_BrokenChecksum_IsFalse()
    {
        _board.DhtFrame = [0x02, 0x8C, 0x01, 0x5F, 0xEF];
        Assert.False(NewSensor().TryRead(out _, out _));
    }

    [Fact]
    public void TryRead_BothValues_AskTheSensorOnce()
    {
        _board.DhtFrame = [0x02, 0x8C, 0x01, 0x5F, 0xEE];
        NewSensor().TryRead(out _, out _);
        Assert.Equal(1, _board.DhtReads);
    }

    [Fact]
    public void PowerCycle_SupplyOnAPin_IsTakenAwayForASecondAndGivenBack()
    {
        var supply = new GpioController().OpenPin(25, PinMode.Output);
        Assert.True(new Dht22Sensor(new LenientDht22(26, 27), supply, _clock.NewSignal()).PowerCycle());
        Assert.Equal([(25, false), (25, true)], _board.Written);
        Assert.Equal(1000, _clock.UptimeMs);
    }

    [Fact]
    public void PowerCycle_SupplyElsewhere_DoesNothing() => Assert.False(NewSensor().PowerCycle());

    private Dht22Sensor NewSensor() => new(new LenientDht22(26, 27), null, _clock.NewSignal());
}
