using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Plants;

/// <summary>
/// What an owner sets of a rule; the rest stays as the species or the default has it. Thresholds in the unit of the rule's
/// metric, times in seconds.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RuleChange
{
    /// <summary><c>false</c> turns the rule off.</summary>
    public bool? Enabled { get; init; }

    public double? Warning { get; init; }

    public double? Critical { get; init; }

    public double? Hysteresis { get; init; }

    public int? DwellS { get; init; }

    public int? CooldownS { get; init; }
}
