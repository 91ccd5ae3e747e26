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
    public void AdcChannel_Gpio_IsThatOfTheChip(string target, int gpio, int channel) => Assert.Equal(channel, Chip.Of(target).AdcChannel(gpio));

    private Wiring OnEsp32() => new(Chip.Of("ESP32_REV3"), _settings);
}
