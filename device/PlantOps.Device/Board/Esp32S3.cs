using PlantOps.Contracts.Settings;

namespace PlantOps.Device.Board;

/// <summary>
/// ESP32-S3 (Espressif, ESP32-S3 datasheet, "Pin overview"): 26–37 lead to the flash and to octal PSRAM, 19 and 20 are
/// USB, 43 and 44 the serial port, 22–25 do not exist.
/// </summary>
internal sealed class Esp32S3 : Chip
{
    private const int Last = 48;

    // ADC1: GPIO 1–10 are channels 0–9.
    private const int FirstAnalog = 1;
    private const int LastAnalog = 10;

    public override string Model => "esp32-s3";

    public override int Default(BoardPin pin)
    {
        switch (pin)
        {
            case BoardPin.ClimateEcho: return 5;
            case BoardPin.ClimateTrigger: return 6;
            case BoardPin.LightSda: return 8;
            case BoardPin.LightScl: return 9;
            case BoardPin.Soil: return 4;
            case BoardPin.Led: return 7;
            case BoardPin.Button: return 0;
            case BoardPin.Battery: return 1;
            case BoardPin.SoilTemperatureRx: return 18;
            case BoardPin.SoilTemperatureTx: return 17;
            case BoardPin.Soil2: return 2;
            case BoardPin.Soil3: return 10;
            case BoardPin.Soil4: return 3;
            default: return BoardSettings.NotConnected;
        }
    }

    public override bool IsUsable(int gpio)
    {
        bool exists = gpio >= 0 && gpio <= Last && (gpio < 22 || gpio > 25);
        bool taken = gpio == 19 || gpio == 20 || (gpio >= 26 && gpio <= 37) || gpio == 43 || gpio == 44;
        return exists && !taken;
    }

    public override bool CanDrive(int gpio) => true;

    public override int AdcChannel(int gpio) => gpio >= FirstAnalog && gpio <= LastAnalog ? gpio - FirstAnalog : -1;
}
