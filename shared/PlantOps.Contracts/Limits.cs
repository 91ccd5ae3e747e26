namespace PlantOps.Contracts;

/// <summary>Bounds of wire contract version 1, the same on both sides.</summary>
public static class Limits
{
    /// <summary>Largest telemetry payload the gateway reads, in bytes.</summary>
    public const int MaxTelemetryBytes = 64 * 1024;

    /// <summary>Largest MQTT packet the gateway accepts, in bytes; a larger one ends the connection.</summary>
    public const int MaxPacketBytes = 256 * 1024;

    /// <summary>Most readings in one batch.</summary>
    public const int MaxReadingsPerBatch = 500;

    /// <summary>Largest value of <c>boot</c> and <c>seq</c>: what a JSON number holds exactly (2^53 − 1).</summary>
    public const long MaxIdentity = 9007199254740991;

    /// <summary>
    /// Earliest time a reading can carry: 2020-01-01T00:00:00Z in Unix milliseconds. Earlier means a clock that was never set.
    /// </summary>
    public const long EarliestTime = 1577836800000;

    /// <summary>
    /// Earliest time of a reading that is brought in from elsewhere: 2000-01-01T00:00:00Z in Unix milliseconds. No device
    /// can send it.
    /// </summary>
    public const long EarliestHistory = 946684800000;

    /// <summary>The first time that no clock is set to any more: 2100-01-01T00:00:00Z in Unix milliseconds.</summary>
    public const long EndOfTime = 4102444800000;

    /// <summary>
    /// How far a device's clock may run ahead of the gateway's before its time counts as wrong, in milliseconds.
    /// </summary>
    public const long MaxClockAhead = 2 * 60 * 1000;

    /// <summary>Oldest age a reading can carry, in milliseconds (400 days).</summary>
    public const long MaxAge = 400L * 24 * 60 * 60 * 1000;

    /// <summary>Shortest interval between readings, in seconds.</summary>
    public const int MinInterval = 5;

    /// <summary>Longest interval between readings, in seconds (24 hours).</summary>
    public const int MaxInterval = 24 * 60 * 60;

    /// <summary>Interval between readings unless the gateway says otherwise, in seconds.</summary>
    public const int DefaultInterval = 60;

    /// <summary>Longest device or plant name, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Longest hardware id, model, firmware version or sensor name, in characters.</summary>
    public const int MaxTokenLength = 64;

    /// <summary>Largest raw value of a soil probe: 12 bit.</summary>
    public const int MaxSoilRaw = 4095;

    /// <summary>How far the two calibration points of a soil probe must lie apart, raw.</summary>
    public const int MinSoilSpan = 200;

    /// <summary>Shortest time between two connections in battery mode, in seconds.</summary>
    public const int MinPublish = 60;

    /// <summary>
    /// Longest time between two connections in battery mode, in seconds (24 hours): the buffer holds three times that.
    /// </summary>
    public const int MaxPublish = 24 * 60 * 60;

    /// <summary>Time between two connections in battery mode unless the gateway says otherwise, in seconds.</summary>
    public const int DefaultPublish = 60 * 60;

    /// <summary>Longest CA certificate a device keeps, in characters of its PEM.</summary>
    public const int MaxCaLength = 2400;

    /// <summary>
    /// The soil probe's raw value in dry air at first: a capacitive probe v1.2 at 3.3 V on a 12 bit input, as usually sold;
    /// each differs by some hundred.
    /// </summary>
    public const int DefaultSoilDryRaw = 2900;

    /// <summary>Its raw value in water at first.</summary>
    public const int DefaultSoilWetRaw = 1250;

    /// <summary>Least ratio of a battery's voltage to its pin's, times 1,000: no divider.</summary>
    public const int MinBatteryRatio = 1000;

    /// <summary>Largest ratio of a battery's voltage to its pin's, times 1,000.</summary>
    public const int MaxBatteryRatio = 20000;

    /// <summary>That ratio at first: two equal resistors.</summary>
    public const int DefaultBatteryRatio = 2000;

    /// <summary>Soil moisture in percent below which a device's light says so, unless the gateway says otherwise.</summary>
    public const int DefaultLedDryPercent = 20;

    /// <summary>
    /// Soil moisture in percent above which a device's light says so, unless the gateway says otherwise; 100 is never.
    /// </summary>
    public const int DefaultLedWetPercent = 100;
}
