using PlantOps.Contracts.Settings;

namespace PlantOps.Device.Board;

/// <summary>
/// ESP32 (Espressif, ESP32 datasheet, "Pin overview"): 6–11 lead to the flash, 1 and 3 are the serial port, 34–39 are
/// inputs only and have no pull-ups, 20, 24 and 28–31 do not exist.
/// </summary>
internal sealed class Esp32 : Chip
{
    private const int FirstInputOnly = 34;
    private const int Last = 39;

    // ADC1: GPIO 32–39.
    private const int FirstAnalog = 32;
    private static readonly int[] Channels = { 4, 5, 6, 7, 0, 1, 2, 3 };

    public override string Model => "esp32";

    public override int Default(BoardPin pin)
    {
        switch (pin)
        {
            case BoardPin.ClimateEcho: return 26;
            case BoardPin.ClimateTrigger: return 27;
            case BoardPin.LightSda: return 21;
            case BoardPin.LightScl: return 22;
            case BoardPin.Soil: return 34;
            case BoardPin.Led: return 2;
            case BoardPin.Button: return 0;
            case BoardPin.Battery: return 35;
            case BoardPin.SoilTemperatureRx: return 16;
            case BoardPin.SoilTemperatureTx: return 17;
            case BoardPin.Soil2: return 32;
            case BoardPin.Soil3: return 33;
            case BoardPin.Soil4: return 36;
            default: return BoardSettings.NotConnected;
        }
    }

    public override bool IsUsable(int gpio)
    {
        bool exists = gpio >= 0 && gpio <= Last && gpio != 20 && gpio != 24 && (gpio < 28 || gpio > 31);
        bool taken = gpio == 1 || gpio == 3 || (gpio >= 6 && gpio <= 11);
        return exists && !taken;
    }

    public override bool CanDrive(int gpio) => gpio < FirstInputOnly;

    public override int AdcChannel(int gpio) => gpio >= FirstAnalog && gpio <= Last ? Channels[gpio - FirstAnalog] : -1;
}
