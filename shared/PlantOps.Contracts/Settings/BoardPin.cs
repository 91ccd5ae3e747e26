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

    /// <summary><c>battery</c>: the middle of the divider between the battery and ground, on an analogue input.</summary>
    Battery = 8,

    /// <summary><c>soil_temperature_rx</c>: the DS18B20's data line, the pin that listens.</summary>
    SoilTemperatureRx = 9,

    /// <summary><c>soil_temperature_tx</c>: the DS18B20's data line, the pin that asks.</summary>
    SoilTemperatureTx = 10,

    /// <summary><c>soil_2</c>: the second soil probe's output, on an analogue input.</summary>
    Soil2 = 11,

    /// <summary><c>soil_3</c>: the third soil probe's.</summary>
    Soil3 = 12,

    /// <summary><c>soil_4</c>: the fourth soil probe's.</summary>
    Soil4 = 13,
}
