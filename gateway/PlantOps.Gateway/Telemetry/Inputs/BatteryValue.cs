namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>Tells a battery's charge in percent from its voltage, which many send by the same name.</summary>
internal static class BatteryValue
{
    /// <summary>Up to here a number with decimals is a voltage, V: a cell, or two.</summary>
    private const double MaxCellVolts = 5;

    private const double MinVolts = 0.5;
    private const double MaxVolts = 20;
    private const double MaxPercent = 100;
    private const double MinMillivolts = 1000;

    /// <summary>What a value by the name <c>battery</c> is.</summary>
    /// <param name="value">The number.</param>
    /// <param name="hasDecimals">Whether it is written with a decimal point: 3.0 is a voltage, 3 is almost empty.</param>
    /// <param name="isVolts">Whether its text says so.</param>
    /// <returns>Percent, or volts, or neither where it can be none of them.</returns>
    public static (int? Percent, double? Volts) Parse(double value, bool hasDecimals, bool isVolts = false)
    {
        if (isVolts || (hasDecimals && value is > 0 and <= MaxCellVolts)) return (null, Volts(value));
        return value switch
        {
            >= 0 and <= MaxPercent => ((int)Math.Round(value), null),
            >= MinMillivolts and <= MaxVolts * 1000 => (null, Volts(value)),
            _ => (null, null),
        };
    }

    /// <summary>A voltage in volts or millivolts; <see langword="null"/> where no battery has it.</summary>
    public static double? Volts(double value) => value switch
    {
        >= MinVolts and <= MaxVolts => value,
        >= MinMillivolts and <= MaxVolts * 1000 => value / 1000,
        _ => null,
    };
}
