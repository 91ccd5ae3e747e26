using System.Collections.Frozen;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>
/// Names beside the contract's that cannot be misread, in whatever case: they count without a mapping, where the contract's own
/// name of the same metric is not there.
/// </summary>
internal static class FieldAliases
{
    /// <summary>Longest of them; a longer name is none.</summary>
    public const int MaxLength = 24;

    private static readonly FrozenDictionary<string, FieldAlias> ByName = Table().ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, FieldAlias>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a name means; <see langword="null"/> where it may mean anything.</summary>
    /// <param name="name">As it came, ASCII.</param>
    public static FieldAlias? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxLength) return null;
        Span<char> lower = stackalloc char[MaxLength];
        for (var i = 0; i < name.Length; i++) lower[i] = char.ToLowerInvariant((char)name[i]);
        return Lookup.TryGetValue(lower[..name.Length], out var alias) ? alias : null;
    }

    private static Dictionary<string, FieldAlias> Table()
    {
        var table = new Dictionary<string, FieldAlias>(StringComparer.Ordinal);
        Add(FieldKind.Temperature, Metric.Temperature, "temperature");
        Add(FieldKind.Value, Metric.Temperature, "tempc", "temp_c", "temperature_c", "temperaturec");
        Add(FieldKind.Fahrenheit, Metric.Temperature, "tempf", "temp_f", "temperature_f", "temperaturef");
        Add(FieldKind.Value, Metric.Humidity, "humidity", "hum", "rel_humidity", "relative_humidity", "air_humidity");
        Add(FieldKind.Value, Metric.SoilMoisture, "moisture", "moi", "soil_moisture", "soilmoisture", "soil_moisture_1",
            "soil_humidity");
        Add(FieldKind.Value, Metric.LightLevel, "light", "illuminance", "illuminance_lux", "lux", "light_level", "lightlevel",
            "light_lux");
        Add(FieldKind.Value, Metric.SoilRaw, "soil_raw", "soil_raw_1", "soilraw");
        Add(FieldKind.Value, Metric.SoilTemperature, "soil_temperature", "soiltemperature", "soil_temp", "soil_temperature_1");
        Add(FieldKind.Value, Metric.Conductivity, "conductivity", "soil_conductivity", "conductivity_1", "soil_ec", "fertility",
            "soil_fertility");
        Add(FieldKind.Volts, Metric.BatteryVoltage, "battery_voltage", "battery_v", "batteryvoltage", "battery_volt",
            "battery_mv", "vbat", "batt_v", "voltage", "volt");
        Add(FieldKind.Battery, Metric.BatteryVoltage, "battery", "batt", "battery_level", "battery_percent", "batterylevel",
            "battery_percentage");
        Add(FieldKind.Time, default, "ts", "timestamp", "time", "datetime", "date_time");
        Add(FieldKind.TemperatureUnit, default, "temperature_unit", "tempunit", "temp_unit");
        Add(FieldKind.Values, default, "values");
        return table;

        void Add(FieldKind kind, Metric metric, params ReadOnlySpan<string> names)
        {
            foreach (var name in names) table.Add(name, new FieldAlias(kind, metric));
        }
    }
}

/// <summary>What a field by another name holds.</summary>
internal readonly record struct FieldAlias(FieldKind Kind, Metric Metric);

internal enum FieldKind
{
    /// <summary>A metric in its own unit.</summary>
    Value,

    /// <summary>A temperature in the unit that stands beside it; °C where none does.</summary>
    Temperature,

    /// <summary>A temperature in degrees Fahrenheit.</summary>
    Fahrenheit,

    /// <summary>A battery's voltage, in volts or millivolts.</summary>
    Volts,

    /// <summary>A battery's charge in percent, or its voltage.</summary>
    Battery,
    Time,

    /// <summary>In what the temperatures beside it are.</summary>
    TemperatureUnit,

    /// <summary>An object with the values themselves.</summary>
    Values,
}
