namespace PlantOps.Contracts.Settings;

/// <summary>What a pin of the board is used for. The number is stored: a value is only ever added.</summary>
public enum BoardPin
{
    /// <summary><c>climate_echo</c>: the DHT22's data line, the pin that listens.</summary>
    ClimateEcho = 0,

    /// <summary><c>climate_trigger</c>: the DHT22's data line, the pin that asks.</summary>
    ClimateTrigger = 1,

    /// <summary><c>climate_power</c>: the DHT22's supply, so that it can be switched off; usually not connected.</summary>
    ClimatePower = 2,

    /// <summary><c>light_sda</c>: the BH1750's data line.</summary>
    LightSda = 3,

    /// <summary><c>light_scl</c>: the BH1750's clock line.</summary>
    LightScl = 4,

    /// <summary><c>soil</c>: the soil probe's output, on an analogue input.</summary>
    Soil = 5,

    /// <summary><c>led</c>: the status light.</summary>
    Led = 6,

    /// <summary><c>button</c>: the button.</summary>
    Button = 7,
}
