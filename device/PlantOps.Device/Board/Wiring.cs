using PlantOps.Contracts.Settings;

namespace PlantOps.Device.Board;

/// <summary>Where everything is connected: what the owner set, and the chip's defaults for the rest.</summary>
internal sealed class Wiring
{
    private const string SoilProbe = "soil-capacitive";

    // The first so many places are fitted where nobody said otherwise.
    private const int FittedByDefault = 3;

    private static readonly string[] Kinds =
    {
        "dht22", "bh1750", SoilProbe, "divider", "ds18b20", SoilProbe, SoilProbe, SoilProbe,
    };

    private readonly Chip _chip;
    private readonly BoardSettings _settings;

    public Wiring(Chip chip, BoardSettings settings)
    {
        _chip = chip;
        _settings = settings;
    }

    /// <summary>
    /// The GPIO of a pin; negative where it is not connected. The default of a sensor that is not fitted by itself is taken
    /// only once it is.
    /// </summary>
    public int Gpio(BoardPin pin)
    {
        int set = _settings.Pin(pin);
        if (set != BoardSettings.Unset)
        {
            return set;
        }

        return (int)pin > (int)BoardPin.Button && !IsNeeded(pin) ? BoardSettings.NotConnected : _chip.Default(pin);
    }

    /// <summary>Whether a sensor is fitted; by default those of air, light and one soil probe are.</summary>
    public bool IsFitted(BoardSensor sensor) => KindOf(sensor) != BoardSettings.None;

    /// <summary>The names of the sensors that are fitted.</summary>
    public string[] Sensors()
    {
        int count = 0;
        for (int i = 0; i < BoardSettings.SensorCount; i++)
        {
            count += IsFitted((BoardSensor)i) ? 1 : 0;
        }

        string[] names = new string[count];
        int at = 0;
        for (int i = 0; i < BoardSettings.SensorCount; i++)
        {
            if (IsFitted((BoardSensor)i))
            {
                names[at++] = KindOf((BoardSensor)i);
            }
        }

        return names;
    }

    /// <summary>Why this cannot be, for people; <see langword="null"/> where it can.</summary>
    public string? WhyNot()
    {
        for (int i = 0; i < BoardSettings.SensorCount; i++)
        {
            string kind = KindOf((BoardSensor)i);
            if (kind != BoardSettings.None && kind != Kinds[i])
            {
                return string.Concat("no ", kind, " can be fitted for ", BoardSettings.Name((BoardSensor)i));
            }
        }

        for (int i = 0; i < BoardSettings.PinCount; i++)
        {
            string? why = WhyNotPin((BoardPin)i);
            if (why != null)
            {
                return why;
            }
        }

        return null;
    }

    private string KindOf(BoardSensor sensor)
    {
        string? set = _settings.Sensor(sensor);
        return set ?? ((int)sensor < FittedByDefault ? Kinds[(int)sensor] : BoardSettings.None);
    }

    private string? WhyNotPin(BoardPin pin)
    {
        int gpio = Gpio(pin);
        string name = BoardSettings.Name(pin);
        if (gpio < 0)
        {
            return IsNeeded(pin) ? string.Concat(name, " must be connected for its sensor") : null;
        }

        if (!_chip.IsUsable(gpio))
        {
            return string.Concat(name, ": this board has no free GPIO ", gpio.ToString());
        }

        if (IsAnalog(pin) && _chip.AdcChannel(gpio) < 0)
        {
            return string.Concat(name, ": GPIO ", gpio.ToString(), " is no analogue input that works beside Wi-Fi");
        }

        if (MustDrive(pin) && !_chip.CanDrive(gpio))
        {
            return string.Concat(name, ": GPIO ", gpio.ToString(), " is an input only");
        }

        return WhyNotAlone(pin, gpio);
    }

    private string? WhyNotAlone(BoardPin pin, int gpio)
    {
        for (int i = 0; i < (int)pin; i++)
        {
            if (Gpio((BoardPin)i) == gpio)
            {
                return string.Concat(BoardSettings.Name(pin), " and ", BoardSettings.Name((BoardPin)i), " are on the same GPIO");
            }
        }

        return null;
    }

    // The button's pull-up is inside the chip, which inputs only do not have. The DHT22's echo and the DS18B20's RX only listen.
    private static bool MustDrive(BoardPin pin) =>
        !IsAnalog(pin) && pin != BoardPin.ClimateEcho && pin != BoardPin.SoilTemperatureRx;

    private static bool IsAnalog(BoardPin pin)
    {
        switch (pin)
        {
            case BoardPin.Soil:
            case BoardPin.Battery:
            case BoardPin.Soil2:
            case BoardPin.Soil3:
            case BoardPin.Soil4: return true;
            default: return false;
        }
    }

    private bool IsNeeded(BoardPin pin)
    {
        switch (pin)
        {
            case BoardPin.ClimateEcho:
            case BoardPin.ClimateTrigger: return IsFitted(BoardSensor.Climate);
            case BoardPin.LightSda:
            case BoardPin.LightScl: return IsFitted(BoardSensor.Light);
            case BoardPin.Soil: return IsFitted(BoardSensor.Soil);
            case BoardPin.Battery: return IsFitted(BoardSensor.Battery);
            case BoardPin.SoilTemperatureRx:
            case BoardPin.SoilTemperatureTx: return IsFitted(BoardSensor.SoilTemperature);
            case BoardPin.Soil2: return IsFitted(BoardSensor.Soil2);
            case BoardPin.Soil3: return IsFitted(BoardSensor.Soil3);
            case BoardPin.Soil4: return IsFitted(BoardSensor.Soil4);
            default: return false;
        }
    }
}
