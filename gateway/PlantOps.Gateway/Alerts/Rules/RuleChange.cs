namespace PlantOps.Gateway.Alerts.Rules;

/// <summary>What an owner sets of a rule; the rest stays as the species or the default has it. Units as in <see cref="AlertRule"/>, times in seconds.</summary>
internal sealed record RuleChange
{
    /// <summary><c>false</c> turns the rule off.</summary>
    public bool? Enabled { get; init; }

    public double? Warning { get; init; }

    public double? Critical { get; init; }

    public double? Hysteresis { get; init; }

    public int? DwellS { get; init; }

    public int? CooldownS { get; init; }

    public AlertRule ApplyTo(AlertRule rule) => rule with
    {
        Warning = Warning ?? rule.Warning,
        Critical = Critical ?? rule.Critical,
        Hysteresis = Hysteresis ?? rule.Hysteresis,
        Dwell = DwellS * 1000L ?? rule.Dwell,
        // What may be believed at once may also be taken back at once.
        RecoveryDwell = DwellS is { } dwell ? Math.Min(dwell * 1000L, rule.RecoveryDwell) : rule.RecoveryDwell,
        Cooldown = CooldownS * 1000L ?? rule.Cooldown,
    };
}
