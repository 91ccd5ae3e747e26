using System.Text.Json.Serialization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Telemetry.Mapping;

/// <summary>
/// How one device's fields are read that are not the contract's. As it is stored and sent; what is not there is
/// <see langword="null"/>.
/// </summary>
internal sealed record FieldMapping
{
    /// <summary>Fields of one device.</summary>
    public const int MaxFields = 32;

    /// <summary>One of <see cref="MappingPresets"/>: what it has counts where no field of one's own says otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Preset { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldRule>? Fields { get; init; }

    /// <summary>With fields of one's own in the place of those with the same pointers.</summary>
    public FieldMapping With(IReadOnlyCollection<FieldRule> rules) => this with
    {
        Fields = [.. (Fields ?? []).Where(field => rules.All(rule => rule.Pointer != field.Pointer)), .. rules],
    };

    /// <summary>Without a field of one's own.</summary>
    public FieldMapping Without(string pointer) => this with
    {
        Fields = [.. (Fields ?? []).Where(field => field.Pointer != pointer)],
    };
}

/// <summary>What one field is.</summary>
internal sealed record FieldRule
{
    /// <summary>Longest pointer.</summary>
    public const int MaxPointer = 200;

    /// <summary>What a field may be that is no metric.</summary>
    public const string Battery = "battery";

    /// <summary>When the reading was taken.</summary>
    public const string Time = "time";

    /// <summary>Nothing: it is not read, and not shown as a field that is not known.</summary>
    public const string Ignore = "ignore";

    /// <summary>JSON pointer of the field within a reading (RFC 6901), <c>*</c> for any name at its place.</summary>
    public string? Pointer { get; init; }

    /// <summary>
    /// A metric's name, with the number of a soil channel behind it as on the wire; or <c>battery</c>, <c>time</c> or
    /// <c>ignore</c>.
    /// </summary>
    public string? As { get; init; }

    /// <summary>
    /// <c>F</c> for degrees Fahrenheit, <c>K</c>, <c>mV</c>, <c>klx</c>, <c>fraction</c> for 0 to 1, <c>mS</c> for mS/cm; the
    /// metric's own where it is missing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit { get; init; }

    /// <summary>What the value is multiplied by; 1 where it is missing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Factor { get; init; }

    /// <summary>What is added then.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Offset { get; init; }

    /// <summary>The names that <see cref="As"/> may have.</summary>
    public static IReadOnlyList<string> Targets { get; } =
    [
        .. MetricNames.All,
        .. from channel in Enumerable.Range(SoilChannels.First + 1, SoilChannels.MostFurther)
           from metric in MetricNames.Metrics.Where(Metrics.IsOfSoil)
           select SoilChannels.Name(metric, channel),
        Battery, Time, Ignore,
    ];

    /// <summary>The same for people: those of further probes by their form.</summary>
    public static string TargetsText { get; } = string.Join(
        ", ",
        MetricNames.Metrics.Select(metric => Metrics.IsOfSoil(metric)
            ? $"{Metrics.Name(metric)}[_2 to _{SoilChannels.Most}]"
            : Metrics.Name(metric)).Concat([Battery, Time, Ignore]));

    /// <summary>The names that <see cref="Unit"/> may have.</summary>
    public static IReadOnlyList<string> Units { get; } = ["F", "K", "mV", "klx", "fraction", "mS"];

    /// <summary>The value in the metric's own unit.</summary>
    public double Convert(double value)
    {
        value = (value * (Factor ?? 1)) + (Offset ?? 0);
        return Unit switch
        {
            "F" => TextNumber.Celsius(value),
            "K" => value - 273.15,
            "mV" => value / 1000,
            "klx" or "mS" => value * 1000,
            "fraction" => value * 100,
            _ => value,
        };
    }
}

/// <summary>What is wrong with a mapping, by the place of each fault.</summary>
internal static class FieldMappingRules
{
    public static Dictionary<string, string[]> Check(FieldMapping mapping)
    {
        var errors = new Dictionary<string, string[]>();
        if (mapping.Preset is { } preset && MappingPresets.Find(preset) is null)
            errors["preset"] = [$"There is no preset '{preset}'. There are {string.Join(", ", MappingPresets.Names)}."];
        var fields = mapping.Fields ?? [];
        if (fields.Count > FieldMapping.MaxFields) errors["fields"] = [$"At most {FieldMapping.MaxFields}."];
        for (var i = 0; i < Math.Min(fields.Count, FieldMapping.MaxFields); i++) Check(fields[i], $"fields[{i}]", errors);
        return errors;
    }

    private static void Check(FieldRule? rule, string place, Dictionary<string, string[]> errors)
    {
        if (rule is null)
        {
            errors[place] = ["It is nothing."];
            return;
        }

        if (rule.Pointer is not ['/', _, ..] || rule.Pointer.Length > FieldRule.MaxPointer)
            errors[$"{place}.pointer"] = [$"A JSON pointer, as /AM2301/Temperature, up to {FieldRule.MaxPointer} characters."];
        if (rule.As is null || !FieldRule.Targets.Contains(rule.As))
            errors[$"{place}.as"] = [$"One of {FieldRule.TargetsText}."];
        if (rule.Unit is { } unit && !FieldRule.Units.Contains(unit))
            errors[$"{place}.unit"] = [$"One of {string.Join(", ", FieldRule.Units)}, or nothing for the metric's own."];
        if (rule.Factor is { } factor && (!double.IsFinite(factor) || factor == 0 || Math.Abs(factor) > 1e9))
            errors[$"{place}.factor"] = ["A number other than 0, up to 1000000000."];
        if (rule.Offset is { } offset && !(Math.Abs(offset) <= 1e9)) errors[$"{place}.offset"] = ["A number up to 1000000000."];
    }
}
