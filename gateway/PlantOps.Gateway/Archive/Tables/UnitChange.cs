using System.Globalization;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>From the unit of somebody else's values to that of a metric: value × factor + offset.</summary>
/// <param name="Factor">Nothing changes at 1.</param>
/// <param name="Offset">In the metric's unit.</param>
/// <param name="Instead">The metric that such values are of, where that is another one: soil moisture that is raw.</param>
internal readonly record struct UnitChange(double Factor, double Offset, Metric? Instead = null)
{
    public static readonly UnitChange None = new(1, 0);

    /// <summary>Finer than any sensor, and short to store.</summary>
    private const int Decimals = 4;

    public const string Expected =
        "Units are C, F and K, %, raw, lx, klx and fc, V and mV, µS/cm and mS/cm, or a factor such as 0.01.";

    public double Apply(double value) => Factor == 1 && Offset == 0 ? value : Math.Round((value * Factor) + Offset, Decimals);

    /// <summary>What a unit means for a metric; <see langword="null"/> where it is none of it.</summary>
    /// <param name="unit">As people write it, <c>°F</c>; or a factor, with or without a sign of multiplication.</param>
    /// <param name="metric">Whose values they are to be.</param>
    public static UnitChange? Parse(string unit, Metric metric)
    {
        var text = unit.Trim().TrimStart('°', 'º').ToLowerInvariant();
        if (double.TryParse(text.TrimStart('x', '*', '×'), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor))
            return factor != 0 && double.IsFinite(factor) ? new UnitChange(factor, 0) : null;
        return metric switch
        {
            Metric.Temperature or Metric.SoilTemperature => text switch
            {
                "c" or "celsius" => None,
                "f" or "fahrenheit" => new UnitChange(5d / 9, -160d / 9),
                "k" or "kelvin" => new UnitChange(1, -273.15),
                _ => null,
            },
            Metric.LightLevel => text switch
            {
                "lx" or "lux" => None,
                "klx" or "klux" => new UnitChange(1000, 0),
                "fc" => new UnitChange(10.7639, 0),
                _ => null,
            },
            Metric.Conductivity => text switch
            {
                "µs/cm" or "μs/cm" or "us/cm" => None,
                "ms/cm" or "ds/m" => new UnitChange(1000, 0),
                _ => null,
            },
            Metric.SoilMoisture when text is "raw" => new UnitChange(1, 0, Metric.SoilRaw),
            Metric.SoilRaw when text is "raw" or "" => None,
            Metric.BatteryVoltage when text is "v" or "volt" => None,
            Metric.BatteryVoltage when text is "mv" => new UnitChange(0.001, 0),
            _ => text.Equals(Metrics.Unit(metric), StringComparison.OrdinalIgnoreCase) ? None : null,
        };
    }

    /// <summary>
    /// The same of what a name says: in brackets behind it, <c>Temp (°F)</c>, or <c>Temperature_Fahrenheit</c>.
    /// </summary>
    public static UnitChange? OfName(string name, Metric metric)
    {
        if (name.Contains("fahrenheit", StringComparison.OrdinalIgnoreCase)) return Parse("f", metric);
        return UnitOf(name) is { } unit ? Parse(unit, metric) : null;
    }

    /// <summary>What stands behind a name in brackets; <see langword="null"/> where nothing does, or a number.</summary>
    public static string? UnitOf(string name)
    {
        var end = name.LastIndexOfAny([')', ']']);
        var start = end < 0 ? -1 : name.LastIndexOfAny(['(', '['], end);
        var unit = start < 0 ? string.Empty : name[(start + 1)..end];
        return unit.Length == 0 || double.TryParse(unit, CultureInfo.InvariantCulture, out _) ? null : unit;
    }
}
