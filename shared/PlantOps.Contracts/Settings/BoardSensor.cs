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
}
