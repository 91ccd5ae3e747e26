using PlantOps.Contracts.Json;

namespace PlantOps.Contracts.Settings;

/// <summary>A place for a sensor. The number is stored: a value is only ever added.</summary>
public enum BoardSensor
{
    /// <summary><c>climate</c>: <c>dht22</c>.</summary>
    Climate = 0,

    /// <summary><c>light</c>: <c>bh1750</c>.</summary>
    Light = 1,

    /// <summary><c>soil</c>: <c>soil-capacitive</c>.</summary>
    Soil = 2,

    /// <summary><c>battery</c>: <c>divider</c>, two resistors.</summary>
    Battery = 3,

    /// <summary><c>soil_temperature</c>: <c>ds18b20</c>.</summary>
    SoilTemperature = 4,

    /// <summary><c>soil_2</c>: <c>soil-capacitive</c>.</summary>
    Soil2 = 5,

    /// <summary><c>soil_3</c>: <c>soil-capacitive</c>.</summary>
    Soil3 = 6,

    /// <summary><c>soil_4</c>: <c>soil-capacitive</c>.</summary>
    Soil4 = 7,
}

/// <summary>
/// Which pins are used and which sensors are fitted:
/// <c>"pins":{"soil":34,"climate_power":-1},"sensors":{"light":"none"}</c>. A pin is a GPIO number, 0–48, or −1 where it
/// is not connected. What is not there stays as it is, at first as the board's own default.
/// </summary>
public sealed class BoardSettings
{
    /// <summary>How many pins this version knows.</summary>
    public const int PinCount = 14;

    /// <summary>How many sensors this version knows.</summary>
    public const int SensorCount = 8;

    /// <summary>A pin that nobody has set: the board's default.</summary>
    public const int Unset = -2;

    /// <summary>A pin that is not connected.</summary>
    public const int NotConnected = -1;

    /// <summary>The highest GPIO number there is (ESP32-S3).</summary>
    public const int MaxPin = 48;

    /// <summary>A sensor that is not fitted.</summary>
    public const string None = "none";

    private readonly int[] _pins = new int[PinCount];
    private readonly string?[] _sensors = new string?[SensorCount];

    /// <summary>Settings that leave everything at the board's default.</summary>
    public BoardSettings()
    {
        for (int i = 0; i < PinCount; i++)
        {
            _pins[i] = Unset;
        }
    }

    /// <summary>Whether anything is set.</summary>
    public bool IsEmpty
    {
        get
        {
            bool empty = true;
            for (int i = 0; i < PinCount; i++)
            {
                empty &= _pins[i] == Unset;
            }

            for (int i = 0; i < SensorCount; i++)
            {
                empty &= _sensors[i] == null;
            }

            return empty;
        }
    }

    /// <summary>The GPIO number of a pin, <see cref="NotConnected"/> or <see cref="Unset"/>.</summary>
    public int Pin(BoardPin pin) => _pins[(int)pin];

    /// <summary>Sets a pin.</summary>
    public void SetPin(BoardPin pin, int gpio) => _pins[(int)pin] = gpio;

    /// <summary>What is fitted, <see cref="None"/>, or <see langword="null"/> for the board's default.</summary>
    public string? Sensor(BoardSensor sensor) => _sensors[(int)sensor];

    /// <summary>Sets a sensor.</summary>
    public void SetSensor(BoardSensor sensor, string? kind) => _sensors[(int)sensor] = kind;

    /// <summary>Takes over what another one sets; whether that changed anything.</summary>
    public bool Merge(BoardSettings other)
    {
        bool changed = false;
        for (int i = 0; i < PinCount; i++)
        {
            int pin = other._pins[i];
            if (pin != Unset && pin != _pins[i])
            {
                _pins[i] = pin;
                changed = true;
            }
        }

        for (int i = 0; i < SensorCount; i++)
        {
            string? kind = other._sensors[i];
            if (kind != null && kind != _sensors[i])
            {
                _sensors[i] = kind;
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>The name of a pin on the wire.</summary>
    public static string Name(BoardPin pin)
    {
        switch (pin)
        {
            case BoardPin.ClimateEcho: return "climate_echo";
            case BoardPin.ClimateTrigger: return "climate_trigger";
            case BoardPin.ClimatePower: return "climate_power";
            case BoardPin.LightSda: return "light_sda";
            case BoardPin.LightScl: return "light_scl";
            case BoardPin.Soil: return "soil";
            case BoardPin.Led: return "led";
            case BoardPin.Button: return "button";
            case BoardPin.Battery: return "battery";
            case BoardPin.SoilTemperatureRx: return "soil_temperature_rx";
            case BoardPin.SoilTemperatureTx: return "soil_temperature_tx";
            case BoardPin.Soil2: return "soil_2";
            case BoardPin.Soil3: return "soil_3";
            case BoardPin.Soil4: return "soil_4";
            default: return string.Empty;
        }
    }

    /// <summary>The name of a sensor on the wire.</summary>
    public static string Name(BoardSensor sensor)
    {
        switch (sensor)
        {
            case BoardSensor.Climate: return "climate";
            case BoardSensor.Light: return "light";
            case BoardSensor.Soil: return "soil";
            case BoardSensor.Battery: return "battery";
            case BoardSensor.SoilTemperature: return "soil_temperature";
            case BoardSensor.Soil2: return "soil_2";
            case BoardSensor.Soil3: return "soil_3";
            case BoardSensor.Soil4: return "soil_4";
            default: return string.Empty;
        }
    }

    /// <summary>
    /// Writes the members <c>pins</c> and <c>sensors</c> into the object under way, each where it sets something.
    /// </summary>
    public void WriteMembers(JsonWriter json)
    {
        bool open = false;
        for (int i = 0; i < PinCount; i++)
        {
            if (_pins[i] != Unset)
            {
                if (!open)
                {
                    json.BeginObject("pins");
                    open = true;
                }

                json.Write(Name((BoardPin)i), _pins[i]);
            }
        }

        if (open)
        {
            json.EndObject();
        }

        WriteSensors(json);
    }

    /// <summary>Reads the value of the member <c>pins</c>.</summary>
    public void ReadPins(JsonReader json)
    {
        json.BeginObject();
        while (json.NextMember())
        {
            int pin = 0;
            while (pin < PinCount && Name((BoardPin)pin) != json.Name)
            {
                pin++;
            }

            if (pin < PinCount)
            {
                _pins[pin] = SettingRange.Clip(json.ReadLong());
            }
            else
            {
                json.Skip();
            }
        }
    }

    /// <summary>Reads the value of the member <c>sensors</c>.</summary>
    public void ReadSensors(JsonReader json)
    {
        json.BeginObject();
        while (json.NextMember())
        {
            int sensor = 0;
            while (sensor < SensorCount && Name((BoardSensor)sensor) != json.Name)
            {
                sensor++;
            }

            if (sensor < SensorCount)
            {
                _sensors[sensor] = json.ReadString();
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void WriteSensors(JsonWriter json)
    {
        bool open = false;
        for (int i = 0; i < SensorCount; i++)
        {
            if (_sensors[i] != null)
            {
                if (!open)
                {
                    json.BeginObject("sensors");
                    open = true;
                }

                json.Write(Name((BoardSensor)i), _sensors[i]);
            }
        }

        if (open)
        {
            json.EndObject();
        }
    }
}
