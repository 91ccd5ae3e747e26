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

    /// <summary>
    /// <c>soil_raw</c>: the soil probe's raw ADC value, 0–4095 on an ESP32, so that a later calibration can be applied to the
    /// past.
    /// </summary>
    SoilRaw = 4,

    /// <summary><c>battery_voltage</c>: the voltage of the device's battery, V.</summary>
    BatteryVoltage = 5,

    /// <summary><c>soil_temperature</c>: temperature in the soil, °C.</summary>
    SoilTemperature = 6,

    /// <summary>
    /// <c>conductivity</c>: electrical conductivity of the soil at its probe, µS/cm. The firmware does not measure it.
    /// </summary>
    Conductivity = 7,
}

/// <summary>
/// The catalogue of metrics, a row each. Everything follows it: wire names, plausible ranges, the device's record, the
/// columns of the stores and of archives, units and words. A row is only ever added, at the end.
/// </summary>
public static class Metrics
{
    /// <summary>How many metrics this version has; at most <see cref="MaxCount"/>.</summary>
    public const int Count = 8;

    /// <summary>
    /// The firmware measures and stores the first so many. Those that follow are other people's sensors', and cost a
    /// microcontroller nothing.
    /// </summary>
    public const int FirmwareCount = 7;

    /// <summary>So many qualities of four bits the gateway keeps of a reading.</summary>
    public const int MaxCount = 8;

    // Temperature −40…80 °C and humidity 0…100 %RH are the DHT22's range (Aosong AM2302 datasheet, table 1);
    // 200,000 lux is above direct sun (about 120,000); raw values are 16 bit. A battery of up to 20 V is
    // more than any board's; −55…125 °C is the DS18B20's range (Maxim DS18B20 datasheet, "Features").
    private static readonly MetricRow[] FirmwareRows =
    {
        new MetricRow("temperature", -40, 80)
        {
            Unit = "°C", Subject = "temperature", Sensor = "temperature", Decimals = 2, RecordBytes = 2, RecordBits = 16,
            RecordOffset = 300, },
        new MetricRow("humidity", 0, 100)
        {
            Unit = "%", Subject = "air humidity", Sensor = "humidity", Decimals = 2, RecordBytes = 2, RecordBits = 14,
        },
        new MetricRow("soil_moisture", 0, 100)
        {
            Unit = "%", Subject = "soil moisture", Sensor = "soil", Decimals = 2, RecordBytes = 2, RecordBits = 14,
            IsOfSoil = true, },
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

    // Made when first asked for, which on a microcontroller is never.
    private static MetricRow[]? _otherRows;

    /// <summary>The metric's name on the wire, in stores and in archives.</summary>
    public static string Name(Metric metric) => Row(metric).Name;

    /// <summary>The metric's unit, for people: <c>%</c>, <c>°C</c>, <c>lx</c>; empty where it has none.</summary>
    public static string Unit(Metric metric) => Row(metric).Unit;

    /// <summary>What is measured, within a sentence: <c>soil moisture</c>.</summary>
    public static string Subject(Metric metric) => Row(metric).Subject;

    /// <summary>
    /// What its sensor is called, before the word sensor: <c>soil</c>. Empty where another metric already tells of the
    /// sensor's faults, and then nothing watches the metric by itself.
    /// </summary>
    public static string Sensor(Metric metric) => Row(metric).Sensor;

    /// <summary>Whether each soil channel of a device has its own.</summary>
    public static bool IsOfSoil(Metric metric) => Row(metric).IsOfSoil;

    /// <summary>Decimals worth sending: the resolution of the usual sensor, one digit finer.</summary>
    public static int Decimals(Metric metric) => Row(metric).Decimals;

    /// <summary>Least value that can be true.</summary>
    public static double Min(Metric metric) => Row(metric).Min;

    /// <summary>Largest value that can be true.</summary>
    public static double Max(Metric metric) => Row(metric).Max;

    /// <summary>Whether a value can be true at all.</summary>
    public static bool IsPlausible(Metric metric, double value)
    {
        MetricRow row = Row(metric);
        return value >= row.Min && value <= row.Max;
    }

    /// <summary>How many bytes a device's record has for a value, 1–4.</summary>
    public static int RecordBytes(Metric metric) => Row(metric).RecordBytes;

    /// <summary>
    /// How many bits a packed record has for a value, at most as many as <see cref="RecordBytes"/>. All ones are no value.
    /// </summary>
    public static int RecordBits(Metric metric) => Row(metric).RecordBits;

    /// <summary>What a device's record multiplies a value by: as fine as it is sent.</summary>
    public static int RecordScale(Metric metric)
    {
        int scale = 1;
        for (int i = Row(metric).Decimals; i > 0; i--)
        {
            scale *= 10;
        }

        return scale;
    }

    /// <summary>What a device's record adds to a value, so that what it keeps is never below 0.</summary>
    public static int RecordOffset(Metric metric) => Row(metric).RecordOffset;

    private static MetricRow Row(Metric metric) => (int)metric < FirmwareCount
        ? FirmwareRows[(int)metric]
        : (_otherRows ??= OtherRows())[(int)metric - FirmwareCount];

    // 10,000 µS/cm is the most that a Flower Care gives; probes of farms go to 20,000. Who knows the soil's moisture knows
    // whether its sensor is well.
    private static MetricRow[] OtherRows() => new[]
    {
        new MetricRow("conductivity", 0, 20000)
        {
            Unit = "µS/cm", Subject = "soil conductivity", Decimals = 0, RecordBytes = 2, RecordBits = 15, IsOfSoil = true,
        },
    };
}
