using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// No reading for too long. Only a reading of now ends it: one from a buffer says nothing of the device's health.
/// </summary>
internal sealed class NoDataTrack(AlertRule rule) : RuleTrack(rule)
{
    // The silence itself is what must last.
    protected override long Dwell => 0;

    protected override long RecoveryDwell => 0;

    /// <param name="silentSince">Time of the last reading, or since when the gateway listens.</param>
    /// <param name="patience">How long a device may be silent, in milliseconds.</param>
    /// <param name="now">Now.</param>
    /// <param name="outcomes">Gets what there is to say.</param>
    public void Tick(long silentSince, long patience, long now, List<Outcome> outcomes)
    {
        var warning = silentSince + Math.Max(patience, Rule.Dwell);
        var critical = Rule.Critical is { } seconds ? silentSince + Math.Max(patience, (long)(seconds * 1000)) : long.MaxValue;
        if (now >= warning && !IsWarning) Apply(true, false, At(warning, silentSince), outcomes);
        RaiseAfterCooldown(Math.Min(now, critical), outcomes);
        if (now >= critical && !IsCritical) Apply(true, true, At(critical, silentSince), outcomes);
        RaiseAfterCooldown(now, outcomes);
    }

    public void Heard(long time, bool fresh, List<Outcome> outcomes)
    {
        KnownAt = time;
        if (fresh) Apply(false, false, At(time), outcomes);
    }

    // At the moment at which the cool-down was over, whenever somebody looks: live and from history it is the same one.
    private void RaiseAfterCooldown(long until, List<Outcome> outcomes)
    {
        if (AwaitsCooldown && CooledDownAt <= until) Apply(IsWarning, IsCritical, At(CooledDownAt), outcomes);
    }

    private static Moment At(long time, long? since = null) => new(time, double.NaN, Fresh: true) { Since = since };
}
