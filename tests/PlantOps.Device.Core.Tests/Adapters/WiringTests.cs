using PlantOps.Contracts.Settings;
using PlantOps.Device.Board;

namespace PlantOps.Device.Core.Tests.Adapters;

public sealed class WiringTests
{
    private readonly BoardSettings _settings = new();

    [Theory]
    [InlineData("ESP32_REV3", "esp32")]
    [InlineData("ESP32_PSRAM_REV3", "esp32")]
    [InlineData("ESP32_S3_QUAD", "esp32-s3")]
    public void WhyNot_Defaults_AreFineOnEveryBoard(string target, string model)
    {
        var chip = Chip.Of(target);
        Assert.Equal(model, chip.Model);
        Assert.Null(new Wiring(chip, _settings).WhyNot());
        Assert.Equal(["dht22", "bh1750", "soil-capacitive"], new Wiring(chip, _settings).Sensors());
    }

    [Theory]
    [InlineData(BoardPin.Led, 6, "led: this board has no free GPIO 6")]
    [InlineData(BoardPin.Led, 29, "led: this board has no free GPIO 29")]
    [InlineData(BoardPin.Led, 36, "led: GPIO 36 is an input only")]
    [InlineData(BoardPin.Button, 36, "button: GPIO 36 is an input only")]
    [InlineData(BoardPin.Soil, 25, "soil: GPIO 25 is no analogue input that works beside Wi-Fi")]
    [InlineData(BoardPin.Led, 27, "led and climate_trigger are on the same GPIO")]
    [InlineData(BoardPin.ClimateTrigger, 26, "climate_trigger and climate_echo are on the same GPIO")]
    [InlineData(BoardPin.Soil, BoardSettings.NotConnected, "soil must be connected for its sensor")]
    public void WhyNot_PinThatCannotBe_SaysWhy(BoardPin pin, int gpio, string why)
    {
        _settings.SetPin(pin, gpio);
        Assert.Equal(why, OnEsp32().WhyNot());
    }

    [Theory]
    [InlineData(BoardPin.ClimateEcho, 36)]
    [InlineData(BoardPin.Soil, 39)]
    [InlineData(BoardPin.ClimatePower, 25)]
    [InlineData(BoardPin.Led, BoardSettings.NotConnected)]
    public void WhyNot_PinThatCanBe_IsFine(BoardPin pin, int gpio)
    {
        _settings.SetPin(pin, gpio);
        Assert.Null(OnEsp32().WhyNot());
        Assert.Equal(gpio, OnEsp32().Gpio(pin));
    }

    [Fact]
    public void WhyNot_SensorThatIsNotFitted_NeedsNoPins()
    {
        _settings.SetSensor(BoardSensor.Soil, BoardSettings.None);
        _settings.SetPin(BoardPin.Soil, BoardSettings.NotConnected);
        Assert.Null(OnEsp32().WhyNot());
        Assert.Equal(["dht22", "bh1750"], OnEsp32().Sensors());
    }

    [Theory]
    [InlineData("ESP32_REV3", 35, 16, 17, 32, 33, 36)]
    [InlineData("ESP32_S3_QUAD", 1, 18, 17, 2, 10, 3)]
    public void WhyNot_EverySensorThereIs_IsFineAtTheDefaults(
        string target, int battery, int rx, int tx, int second, int third, int fourth)
    {
        FitAll();
        var wiring = new Wiring(Chip.Of(target), _settings);
        Assert.Null(wiring.WhyNot());
        Assert.Equal(
            [battery, rx, tx, second, third, fourth],
            Enum.GetValues<BoardPin>().Skip((int)BoardPin.Battery).Select(wiring.Gpio));
        Assert.Equal(
            ["dht22", "bh1750", "soil-capacitive", "divider", "ds18b20", "soil-capacitive", "soil-capacitive", "soil-capacitive"],
            wiring.Sensors());
    }

    [Fact]
    public void Gpio_DefaultOfASensorThatIsNotFitted_IsFreeForOthers()
    {
        _settings.SetPin(BoardPin.Soil, 35);
        Assert.Equal(BoardSettings.NotConnected, OnEsp32().Gpio(BoardPin.Battery));
        Assert.Null(OnEsp32().WhyNot());
    }

    [Theory]
    [InlineData(BoardPin.Battery, 25, "battery: GPIO 25 is no analogue input that works beside Wi-Fi")]
    [InlineData(BoardPin.Soil4, 4, "soil_4: GPIO 4 is no analogue input that works beside Wi-Fi")]
    [InlineData(BoardPin.SoilTemperatureTx, 39, "soil_temperature_tx: GPIO 39 is an input only")]
    [InlineData(BoardPin.SoilTemperatureRx, BoardSettings.NotConnected, "soil_temperature_rx must be connected for its sensor")]
    [InlineData(BoardPin.Soil2, 34, "soil_2 and soil are on the same GPIO")]
    public void WhyNot_PinOfAFurtherSensorThatCannotBe_SaysWhy(BoardPin pin, int gpio, string why)
    {
        FitAll();
        _settings.SetPin(pin, gpio);
        Assert.Equal(why, OnEsp32().WhyNot());
    }

    [Fact]
    public void WhyNot_SensorThatNobodyKnows_SaysSo()
    {
        _settings.SetSensor(BoardSensor.Climate, "sht31");
        Assert.Equal("no sht31 can be fitted for climate", OnEsp32().WhyNot());
    }

    [Theory]
    [InlineData("ESP32_REV3", 34, 6)]
    [InlineData("ESP32_REV3", 32, 4)]
    [InlineData("ESP32_REV3", 36, 0)]
    [InlineData("ESP32_REV3", 4, -1)]
    [InlineData("ESP32_S3", 4, 3)]
    [InlineData("ESP32_S3", 11, -1)]
    public void AdcChannel_Gpio_IsThatOfTheChip(string target, int gpio, int channel) =>
        Assert.Equal(channel, Chip.Of(target).AdcChannel(gpio));

    private void FitAll()
    {
        _settings.SetSensor(BoardSensor.Battery, "divider");
        _settings.SetSensor(BoardSensor.SoilTemperature, "ds18b20");
        foreach (var probe in new[] { BoardSensor.Soil2, BoardSensor.Soil3, BoardSensor.Soil4 })
        {
            _settings.SetSensor(probe, "soil-capacitive");
        }
    }

    private Wiring OnEsp32() => new(Chip.Of("ESP32_REV3"), _settings);
}
