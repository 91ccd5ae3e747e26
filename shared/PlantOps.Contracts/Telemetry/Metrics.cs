namespace PlantOps.Contracts.Telemetry;

/// <summary>What a PlantOps device measures. The number is stored: a value is only ever added.</summary>
public enum Metric
{
    /// <summary><c>temperature</c>: air temperature, °C.</summary>
    Temperature = 0,

    /// <summary><c>humidity</c>: relative air humidity, %RH.</summary>
    Humidity = 1,

    /// <summary><c>soil_moisture</c>: soil moisture between the two calibration points, 0–100 %.</summary>
    SoilMoisture = 2,

    /// <summary><c>light_level</c>: illuminance, lux.</summary>
    LightLevel = 3,

    /// <summary><c>soil_raw</c>: the soil probe's raw ADC value, 0–4095 on an ESP32, so that a later calibration can be applied to the past.</summary>
    SoilRaw = 4,

    /// <summary><c>battery_voltage</c>: the voltage of the device's battery, V.</summary>
    BatteryVoltage = 5,

    /// <summary><c>soil_temperature</c>: temperature in the soil, °C.</summary>
    SoilTemperature = 6,
}

/// <summary>
/// The catalogue of metrics, a row each. Everything follows it: wire names, plausible ranges, the device's record, the
/// columns of the stores and of archives, units and words. A row is only ever added, at the end.
/// </summary>
public static class Metrics
{
    /// <summary>How many metrics this version has; at most <see cref="MaxCount"/>.</summary>
    public const int Count = 7;

    /// <summary>So many qualities of four bits the gateway keeps of a reading.</summary>
    public const int MaxCount = 8;

    // Temperature −40…80 °C and humidity 0…100 %RH are the DHT22's range (Aosong AM2302 datasheet, table 1);
    // 200,000 lux is above direct sun (about 120,000); raw values are 16 bit. A battery of up to 20 V is
    // more than any board's; −55…125 °C is the DS18B20's range (Maxim DS18B20 datasheet, "Features").
    private static readonly MetricRow[] Rows =
    {
        new MetricRow("temperature", -40, 80)
        {
            Unit = "°C", Subject = "temperature", Sensor = "temperature", Decimals = 2, RecordBytes = 2, RecordBits = 16, RecordOffset = 300,
        },
        new MetricRow("humidity", 0, 100)
        {
            Unit = "%", Subject = "air humidity", Sensor = "humidity", Decimals = 2, RecordBytes = 2, RecordBits = 14,
        },
        new MetricRow("soil_moisture", 0, 100)
        {
            Unit = "%", Subject = "soil moisture", Sensor = "soil", Decimals = 2, RecordBytes = 2, RecordBits = 14, IsOfSoil = true,
        },
        new MetricRow("light_level", 0, 200000)
        {
            Unit = "lx", Subject = "light", Sensor = "light", Decimals = 1, RecordBytes = 3, RecordBits = 21,
        },
        new MetricRow("soil_raw", 0, 65535)
        {
            Subject = "raw soil value", Decimals = 0, RecordBytes = 2, RecordBits = 16, IsOfSoil = true,
        },
        new MetricRow("battery_voltage", 0, 20)
        {
            Unit = "V", Subject = "battery voltage", Sensor = "battery", Decimals = 2, RecordBytes = 2, RecordBits = 11,
        },
        new MetricRow("soil_temperature", -55, 125)
        {
            Unit = "°C", Subject = "soil temperature", Sensor = "soil temperature", Decimals = 2,
            RecordBytes = 2, RecordBits = 15, RecordOffset = 60,
        },
    };

    /// <summary>The metric's name on the wire, in stores and in archives.</summary>
    public static string Name(Metric metric) => Rows[(int)metric].Name;

    /// <summary>The metric's unit, for people: <c>%</c>, <c>°C</c>, <c>lx</c>; empty where it has none.</summary>
    public static string Unit(Metric metric) => Rows[(int)metric].Unit;

    /// <summary>What is measured, within a sentence: <c>soil moisture</c>.</summary>
    public static string Subject(Metric metric) => Rows[(int)metric].Subject;

    /// <summary>
    /// What its sensor is called, before the word sensor: <c>soil</c>. Empty where another metric already tells of the
    /// sensor's faults, and then nothing watches the metric by itself.
    /// </summary>
    public static string Sensor(Metric metric) => Rows[(int)metric].Sensor;

    /// <summary>Whether each soil channel of a device has its own.</summary>
    public static bool IsOfSoil(Metric metric) => Rows[(int)metric].IsOfSoil;

    /// <summary>Decimals worth sending: the resolution of the usual sensor, one digit finer.</summary>
    public static int Decimals(Metric metric) => Rows[(int)metric].Decimals;

    /// <summary>Least value that can be true.</summary>
    public static double Min(Metric metric) => Rows[(int)metric].Min;

    /// <summary>Largest value that can be true.</summary>
    public static double Max(Metric metric) => Rows[(int)metric].Max;

    /// <summary>Whether a value can be true at all.</summary>
    public static bool IsPlausible(Metric metric, double value)
    {
        MetricRow row = Rows[(int)metric];
        return value >= row.Min && value <= row.Max;
    }

    /// <summary>How many bytes a device's record has for a value, 1–4.</summary>
    public static int RecordBytes(Metric metric) => Rows[(int)metric].RecordBytes;

    /// <summary>
    /// How many bits a packed record has for a value, at most as many as <see cref="RecordBytes"/>. All ones are no value.
    /// </summary>
    public static int RecordBits(Metric metric) => Rows[(int)metric].RecordBits;

    /// <summary>What a device's record multiplies a value by: as fine as it is sent.</summary>
    public static int RecordScale(Metric metric)
    {
        int scale = 1;
        for (int i = Rows[(int)metric].Decimals; i > 0; i--)
        {
            scale *= 10;
        }

        return scale;
    }

    /// <summary>What a device's record adds to a value, so that what it keeps is never below 0.</summary>
    public static int RecordOffset(Metric metric) => Rows[(int)metric].RecordOffset;
}
