using System.Text.Json.Serialization;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>
/// One thing that is watched at a plant, with everything that decides about it: an alert keeps the rule that raised it.
/// </summary>
/// <param name="Id">Unique at a plant and the same for ever: <c>soil_moisture.low</c>, <c>no_data</c>.</param>
/// <param name="Kind">What it looks for.</param>
/// <param name="Metric">The metric's name on the wire, where the rule is about one.</param>
internal sealed record AlertRule(string Id, RuleKind Kind, string? Metric)
{
    /// <summary>Beyond this it is a warning, in the metric's unit; <c>null</c> where the kind needs no threshold.</summary>
    public double? Warning { get; init; }

    /// <summary>Beyond this it is critical; <c>null</c> where it never is.</summary>
    public double? Critical { get; init; }

    /// <summary>How far back inside a value must come to be normal again, in the metric's unit.</summary>
    public double Hysteresis { get; init; }

    /// <summary>How long it must last, in milliseconds.</summary>
    public long Dwell { get; init; }

    /// <summary>How long it must be normal again before that is believed, in milliseconds.</summary>
    public long RecoveryDwell { get; init; }

    /// <summary>Least time between two alerts of this rule and severity at this plant, in milliseconds.</summary>
    public long Cooldown { get; init; }

    /// <summary>In which seasons it holds its peace of dry soil, by its species; an owner's own thresholds always hold.</summary>
    [JsonIgnore]
    public RestHabit Rest { get; init; }

    /// <summary>The rule as its owner changed it.</summary>
    public AlertRule With(RuleChange change) => this with
    {
        Warning = change.Warning ?? Warning,
        Critical = change.Critical ?? Critical,
        Hysteresis = change.Hysteresis ?? Hysteresis,
        Rest = change.Warning is null && change.Critical is null ? Rest : default,
        Dwell = change.DwellS * 1000L ?? Dwell,
        // What may be believed at once may also be taken back at once.
        RecoveryDwell = change.DwellS is { } dwell ? Math.Min(dwell * 1000L, RecoveryDwell) : RecoveryDwell,
        Cooldown = change.CooldownS * 1000L ?? Cooldown,
    };

    /// <summary>
    /// Whether its end is news. Of a change that is over there is nothing to say, and who puts a probe back knows.
    /// </summary>
    [JsonIgnore]
    public bool TellsRecovery => Kind is not (RuleKind.FastChange or RuleKind.LostReadings or RuleKind.ProbeOut);

    /// <summary>Whether it is about what lasts for a season: told once, it is no news each day.</summary>
    [JsonIgnore]
    public bool IsSeasonal => Kind is RuleKind.LowLight or RuleKind.HighLight || (Kind is RuleKind.Low or RuleKind.High
        && MetricNames.Find(Metric) is Contracts.Telemetry.Metric.Humidity or Contracts.Telemetry.Metric.LightLevel);

    /// <summary>The metric's unit, for people: <c>%</c>, <c>°C</c>, <c>lx</c>.</summary>
    [JsonIgnore]
    public string Unit => Metric switch
    {
        null => Kind switch { RuleKind.WeakSignal => "dBm", RuleKind.LowBattery => "%", _ => string.Empty },
        _ when Kind is RuleKind.LowLight or RuleKind.HighLight => "mol/m²",
        _ => MetricNames.Find(Metric) is { } metric ? Metrics.Unit(metric) : string.Empty,
    };
}
