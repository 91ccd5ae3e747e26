using System.Device.I2c;
using PlantOps.Device.Sensors;
using PlantOps.Device.StandIns.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class Bh1750SensorTests
{
    private const int Address = 0x23;

    private readonly SimulatedBoard _board = SimulatedBoard.Current = new SimulatedBoard();

    // 1.2 counts a lux (ROHM BH1750FVI technical note); 65,535 counts are as bright as it gets.
    [Theory]
    [InlineData(0x00, 0x00, 0)]
    [InlineData(0x83, 0x90, 28066.667)]
    [InlineData(0xFF, 0xFF, 54612.5)]
    public void ReadLux_Counts_AreConverted(byte high, byte low, double lux)
    {
        _board.I2c[Address] = new SimulatedI2cChip { Answer = [high, low] };
        Assert.Equal(lux, NewSensor().ReadLux(), 3);
    }

    [Fact]
    public void ReadLux_SensorThatIsNotThere_IsNothingAndNotDarkness() => Assert.Equal(double.NaN, NewSensor().ReadLux());

    [Fact]
    public void ReadLux_SensorThatIsPulledOutAndPutBack_IsThereAgain()
    {
        var chip = _board.I2c[Address] = new SimulatedI2cChip { Answer = [0x04, 0xB0] };
        var sensor = NewSensor();
        _board.I2c.Clear();
        Assert.Equal(double.NaN, sensor.ReadLux());
        _board.I2c[Address] = chip;
        Assert.Equal(1000, sensor.ReadLux(), 3);
    }

    [Fact]
    public void New_Sensor_HasItsFirstMeasurementUnderWay()
    {
        var chip = _board.I2c[Address] = new SimulatedI2cChip();
        NewSensor();
        Assert.Equal(0x10, chip.Received[^1]);
    }

    private static Bh1750Sensor NewSensor() =>
        new(I2cDevice.Create(new I2cConnectionSettings(1, Address, I2cBusSpeed.StandardMode)));
}
