using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>A rule of a plant as the API shows it: thresholds in <c>unit</c>, times in seconds.</summary>
internal sealed class RuleView
{
    public required string Id { get; init; }

    public required RuleKind Kind { get; init; }

    /// <summary><c>null</c> where it is about the device.</summary>
    public required string? Metric { get; init; }

    public required string Unit { get; init; }

    /// <summary>Whether it is watched: turned on, and with a threshold where it needs one.</summary>
    public required bool Active { get; init; }

    /// <summary>Whether it holds its peace of dry soil for now, because its plant rests: docs/alerts.md.</summary>
    public required bool Resting { get; init; }

    /// <summary>Beyond this it is a warning.</summary>
    public required double? Warning { get; init; }

    /// <summary>Beyond this it is critical.</summary>
    public required double? Critical { get; init; }

    /// <summary>How far back inside a value must come to be normal again.</summary>
    public required double Hysteresis { get; init; }

    /// <summary>How long it must last.</summary>
    public required long DwellS { get; init; }

    /// <summary>Least time between two alerts.</summary>
    public required long CooldownS { get; init; }

    /// <summary>
    /// <c>own</c> where its owner has set something, <c>species</c> where its thresholds are the species', else <c>default</c>.
    /// </summary>
    public required string Origin { get; init; }

    /// <summary>What its owner has set; <c>null</c> where nothing is.</summary>
    public required RuleChangeMessage? Own { get; init; }

    /// <summary>How it is; <c>null</c> where it has never had a value.</summary>
    public required PlantCondition? Condition { get; init; }
}
