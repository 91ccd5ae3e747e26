using PlantOps.Contracts.Settings;

namespace PlantOps.Device.Board;

/// <summary>Where everything is connected: what the owner set, and the chip's defaults for the rest.</summary>
internal sealed class Wiring
{
    private static readonly string[] Kinds = { "dht22", "bh1750", "soil-capacitive" };

    private readonly Chip _chip;
    private readonly BoardSettings _settings;

    public Wiring(Chip chip, BoardSettings settings)
    {
        _chip = chip;
        _settings = settings;
    }

    /// <summary>The GPIO of a pin; negative where it is not connected.</summary>
    public int Gpio(BoardPin pin)
    {
        int set = _settings.Pin(pin);
        return set == BoardSettings.Unset ? _chip.Default(pin) : set;
    }

    /// <summary>Whether a sensor is fitted; by default all are.</summary>
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
        return set ?? Kinds[(int)sensor];
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

        if (pin == BoardPin.Soil && _chip.AdcChannel(gpio) < 0)
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

    // The button's pull-up is inside the chip, which inputs only do not have. The DHT22's echo only listens.
    private static bool MustDrive(BoardPin pin) => pin != BoardPin.Soil && pin != BoardPin.ClimateEcho;

    private bool IsNeeded(BoardPin pin)
    {
        switch (pin)
        {
            case BoardPin.ClimateEcho:
            case BoardPin.ClimateTrigger: return IsFitted(BoardSensor.Climate);
            case BoardPin.LightSda:
            case BoardPin.LightScl: return IsFitted(BoardSensor.Light);
            case BoardPin.Soil: return IsFitted(BoardSensor.Soil);
            default: return false;
        }
    }
}
