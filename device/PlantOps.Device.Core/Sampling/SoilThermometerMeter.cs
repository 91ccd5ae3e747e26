using PlantOps.Contracts.Telemetry;

namespace PlantOps.Device.Core.Sampling;

/// <summary>The soil's temperature. What a DS18B20 gives without having measured is no value, and the log says why.</summary>
internal sealed class SoilThermometerMeter : IMeter
{
    /// <summary>A conversion at 12 bits takes at most so long (Maxim DS18B20 datasheet, table 2).</summary>
    public const int ConversionMs = 750;

    /// <summary>Bytes of the scratchpad, its CRC included.</summary>
    public const int ScratchpadBytes = 9;

    private const int ConfigurationAt = 4;

    // 85 °C is what is there after power-up, until a conversion is done (datasheet, table 1, note).
    private const int PowerUpSixteenths = 85 * 16;

    private readonly ISoilThermometer _thermometer;
    private readonly IEventLog _log;
    private readonly byte[] _scratchpad = new byte[ScratchpadBytes];
    private string? _why;

    public SoilThermometerMeter(ISoilThermometer thermometer, IEventLog log)
    {
        _thermometer = thermometer;
        _log = log;
    }

    int IMeter.SettleMs => 0;

    // What its CRC vouches for is never stuck.
    public void Remember(TelemetryReading reading, long uptimeMs)
    {
    }

    public void Run(TelemetryReading into, long uptimeMs)
    {
        string? why = _thermometer.TryRead(_scratchpad) ? WhyNot(_scratchpad) : "nobody answers on its line";
        if (why != null && why != _why)
        {
            _log.Write(string.Concat("soil temperature is missing: ", why));
        }

        _why = why;
        into.Set(
            Metric.SoilTemperature,
            why == null ? Sixteenths(_scratchpad) / 16.0 : double.NaN,
            why == null ? Quality.Ok : Quality.Missing);
    }

    /// <summary>Why these bytes are no temperature, for people; <see langword="null"/> where they are.</summary>
    public static string? WhyNot(byte[] scratchpad)
    {
        if (Crc(scratchpad, ScratchpadBytes - 1) != scratchpad[ScratchpadBytes - 1])
        {
            return "its checksum does not hold";
        }

        // The CRC of nothing but zeros holds; in a configuration the lowest five bits are ones and the highest is none.
        if ((scratchpad[ConfigurationAt] & 0x9F) != 0x1F)
        {
            return "its line is at ground, or it is no DS18B20";
        }

        int sixteenths = Sixteenths(scratchpad);
        if (sixteenths == PowerUpSixteenths)
        {
            return "it has not measured since its supply came";
        }

        return Metrics.IsPlausible(Metric.SoilTemperature, sixteenths / 16.0) ? null : "it is out of its range";
    }

    // Below 12 bits the lowest ones mean nothing (datasheet, figure 4 and table 2).
    private static int Sixteenths(byte[] scratchpad)
    {
        int value = (short)((scratchpad[1] << 8) | scratchpad[0]);
        int unused = 3 - ((scratchpad[ConfigurationAt] >> 5) & 3);
        return (value >> unused) << unused;
    }

    /// <summary>Maxim's CRC-8, x⁸ + x⁵ + x⁴ + 1 (datasheet, “CRC generation”).</summary>
    public static int Crc(byte[] data, int count)
    {
        int crc = 0;
        for (int i = 0; i < count; i++)
        {
            crc ^= data[i];
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x8C : crc >> 1;
            }
        }

        return crc;
    }
}

/// <summary>A DS18B20, the only one on its line.</summary>
internal interface ISoilThermometer
{
    /// <summary>
    /// Has it measure, waits <see cref="SoilThermometerMeter.ConversionMs"/> for that and no longer, and reads its nine bytes,
    /// whatever they are; <see langword="false"/> where nobody answers on the line.
    /// </summary>
    /// <param name="scratchpad">
    /// Where they are put: temperature 2 | alarms 2 | configuration | reserved 3 | CRC (Maxim DS18B20 datasheet, figure 9).
    /// </param>
    bool TryRead(byte[] scratchpad);
}
