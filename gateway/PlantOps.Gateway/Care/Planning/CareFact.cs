using System.Text.Json.Serialization;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Care.Planning;

/// <summary>
/// Something that a plan rests on, and where it can be looked up. Every figure in a plan's words is one of these.
/// </summary>
internal sealed record CareFact
{
    /// <summary>
    /// What it is, the same in every plan: <c>soil_moisture</c>, <c>days_until_dry</c>. Words refer to it by this name.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>What a plan refers to it by: <c>r1</c>, <c>r2</c> …</summary>
    public string Ref { get; init; } = string.Empty;

    public required CareFactKind Kind { get; init; }

    /// <summary>In <see cref="Unit"/>; <c>null</c> where it is a text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get; init; }

    /// <summary>As the species or the journal has it; <c>null</c> where it is a number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Text { get; init; }

    /// <summary>Of the value: <c>%</c>, <c>°C</c>, <c>mol/m²</c>, <c>lx</c>, <c>d</c> for days.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit { get; init; }

    /// <summary>Of when it is, Unix milliseconds UTC.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? At { get; init; }

    /// <summary>Of a reading: the device that measured it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Device { get; init; }

    /// <summary>Of a reading: the start of the device, where the device said it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Boot { get; init; }

    /// <summary>Of a reading: its number within that start.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Seq { get; init; }

    /// <summary>Of a species: which field of its profile.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>Of the journal: which entry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Entry { get; init; }

    /// <summary>Of a limit: the rule that has it, where its owner set it or no species is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Rule { get; init; }
}

/// <summary>Where a fact is from.</summary>
[JsonConverter(typeof(SnakeCaseEnum<CareFactKind>))]
internal enum CareFactKind
{
    /// <summary>Measured by a device.</summary>
    Reading,

    /// <summary>Worked out of a plant's readings, as <c>/figures</c> shows it.</summary>
    Figure,

    /// <summary>A field of its species' profile.</summary>
    Species,

    /// <summary>An entry of its journal.</summary>
    Journal,

    /// <summary>Worked out of other facts, or set by its owner.</summary>
    Derived,
}

/// <summary>The facts of one plan, each once, in the order in which they were found.</summary>
internal sealed class CareFacts
{
    private readonly Dictionary<string, CareFact> _byName = [];

    public IReadOnlyCollection<CareFact> All => _byName.Values;

    /// <summary>The value of a fact; <see langword="null"/> where it is not known.</summary>
    public double? this[string name] => _byName.GetValueOrDefault(name)?.Value;

    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>Takes note of a fact; what has neither a value nor a text is none.</summary>
    public void Add(CareFact? fact)
    {
        if (fact is null || (fact.Value is null && string.IsNullOrEmpty(fact.Text))) return;
        _byName.TryAdd(fact.Name, fact with { Ref = $"r{_byName.Count + 1}" });
    }

    public string RefOf(string name) => _byName[name].Ref;
}
