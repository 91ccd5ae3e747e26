using System.Globalization;
using System.Text.Json;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry.Mapping;

/// <summary>
/// A mapping as fields are looked up by it: a name leads to what the field is, or to the names within it. Never changes.
/// </summary>
internal sealed class MappedFields
{
    private const string Any = "*";

    private readonly List<(string Name, MappedFields Field)> _fields = [];

    /// <summary>What the field is; <see langword="null"/> where only something within it is.</summary>
    public MappedTarget? Target { get; private set; }

    /// <summary><see langword="null"/> where nothing is mapped.</summary>
    public static MappedFields? Of(FieldMapping? mapping)
    {
        if (mapping is null) return null;
        var root = new MappedFields();

        // One's own fields come first: the first that says what a field is counts.
        var preset = mapping.Preset is { } name ? MappingPresets.Find(name) ?? [] : [];
        foreach (var rule in (mapping.Fields ?? []).Concat(preset)) root.Add(rule);
        return root._fields.Count == 0 ? null : root;
    }

    /// <summary>The field whose name the reader stands on.</summary>
    public MappedFields? Find(ref Utf8JsonReader json)
    {
        MappedFields? any = null;
        foreach (var (name, field) in _fields)
        {
            if (name == Any) any = field;
            else if (Is(ref json, name)) return field;
        }

        return any;
    }

    /// <summary>Whether a field is mapped.</summary>
    /// <param name="pointer">A JSON pointer within a reading.</param>
    public bool Has(string pointer)
    {
        MappedFields? at = this;
        foreach (var name in NamesOf(pointer))
        {
            at = at._fields.Find(field => field.Name == name).Field ?? at._fields.Find(field => field.Name == Any).Field;
            if (at is null) return false;
        }

        return at.Target is not null;
    }

    /// <summary>The element of an array.</summary>
    public MappedFields? Find(int index)
    {
        var text = index.ToString(CultureInfo.InvariantCulture);
        return _fields.Find(field => field.Name == text).Field ?? _fields.Find(field => field.Name == Any).Field;
    }

    private static IEnumerable<string> NamesOf(string pointer) => pointer.Split('/').Skip(1).Select(
        part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    // A name of the mapping may be of any alphabet: an escaped one is compared as text.
    private static bool Is(ref Utf8JsonReader json, string name) =>
        json.ValueIsEscaped ? json.Is(name) : json.ValueTextEquals(name);

    private void Add(FieldRule rule)
    {
        var at = this;
        foreach (var name in NamesOf(rule.Pointer!))
        {
            var next = at._fields.Find(field => field.Name == name).Field;
            if (next is null) at._fields.Add((name, next = new MappedFields()));
            at = next;
        }

        at.Target ??= MappedTarget.Of(rule);
    }
}

/// <summary>What a field is.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Metric">Which metric.</param>
/// <param name="Channel">Of which soil channel.</param>
/// <param name="Rule">How its value is converted.</param>
internal sealed record MappedTarget(MappedKind Kind, Metric Metric, int Channel, FieldRule Rule)
{
    public static MappedTarget Of(FieldRule rule)
    {
        var kind = rule.As switch
        {
            FieldRule.Battery => MappedKind.Battery,
            FieldRule.Time => MappedKind.Time,
            FieldRule.Ignore => MappedKind.Ignored,
            _ => MappedKind.Value,
        };
        if (kind != MappedKind.Value) return new MappedTarget(kind, default, SoilChannels.First, rule);
        for (var channel = SoilChannels.First; channel <= SoilChannels.Most; channel++)
        {
            foreach (var metric in MetricNames.Metrics)
            {
                if (SoilChannels.Name(metric, channel) == rule.As) return new MappedTarget(kind, metric, channel, rule);
            }
        }

        return new MappedTarget(MappedKind.Ignored, default, SoilChannels.First, rule);
    }
}

internal enum MappedKind
{
    Value,
    Battery,
    Time,
    Ignored,
}
