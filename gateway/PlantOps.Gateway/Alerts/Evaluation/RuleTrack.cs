using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// One rule of one plant and what it remembers. Says what there is to say: at most one warning and one critical a
/// cool-down, and one recovery for each alert that was raised.
/// </summary>
internal abstract class RuleTrack(AlertRule rule)
{
    /// <summary>For longer nobody is kept waiting without a word of how it is.</summary>
    private const long MaxWait = 2 * 60 * 60 * 1000;

    private Debounce _warning;
    private Debounce _critical;
    private int _raisedLevel;
    private long _raisedAt;
    private long _warnedAt;
    private long _criticalAt;
    private long _settledAt;

    // Nothing is on, nothing waits, nothing was said: nearly always.
    private bool _isCalm = true;

    public AlertRule Rule { get; } = rule;

    /// <summary>0 normal, 1 warning, 2 critical: what is so, whether or not it was said.</summary>
    public int Level => _critical.On ? 2 : _warning.On ? 1 : 0;

    /// <summary>When the rule last had a value that could be trusted; 0 where it never had.</summary>
    public long KnownAt { get; protected set; }

    /// <summary>When the open alert was raised; 0 where none is open.</summary>
    public long OpenSince => _raisedLevel > 0 ? _raisedAt : 0;

    /// <summary>Whether something has changed that must not be forgotten.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>Whether it tells how the plant is, not only its device: without it nothing is known of the plant.</summary>
    public virtual bool IsOfPlant => false;

    /// <summary>Whether there was ever anything to judge, though not enough yet.</summary>
    public virtual bool HasSeen => false;

    /// <summary>
    /// Whether it is beyond a threshold and has not been for long enough: neither fine nor wrong. Where that takes a day, as of
    /// soil that was just watered, only at the beginning.
    /// </summary>
    public bool IsUndecided => IsOfPlant && !_warning.On && !_critical.On && !(_warning.IsSteady && _critical.IsSteady)
        && (Dwell <= MaxWait || _settledAt == 0);

    protected bool IsWarning => _warning.On;

    protected bool IsCritical => _critical.On;

    /// <summary>Whether the cool-down is all that keeps it from being said.</summary>
    protected bool AwaitsCooldown => Level > _raisedLevel;

    /// <summary>When what is so now may be said, after what was said before.</summary>
    protected long CooledDownAt =>
        (Level == 2 ? _criticalAt : Math.Max(_warnedAt, _criticalAt)) is > 0 and var last ? last + Rule.Cooldown : 0;

    protected virtual long Dwell => Rule.Dwell;

    protected virtual long RecoveryDwell => Rule.RecoveryDwell;

    /// <summary>There were no readings for a while: what had not lasted long enough begins anew.</summary>
    public virtual void Restart()
    {
        _warning.Restart();
        _critical.Restart();
    }

    /// <summary>The clock was ahead and is right again: nothing may wait for a time that is long to come.</summary>
    public virtual void Rewind(long now)
    {
        _warning.Rewind(now);
        _critical.Rewind(now);
        (_warnedAt, _criticalAt, KnownAt) = (Math.Min(_warnedAt, now), Math.Min(_criticalAt, now), Math.Min(KnownAt, now));
        IsUnsaved = true;
    }

    public RuleState Save()
    {
        IsUnsaved = false;
        return new RuleState
        {
            Warning = _warning.On,
            Critical = _critical.On,
            WarningChanging = _warning.ChangingSince,
            CriticalChanging = _critical.ChangingSince,
            WarningBegan = _warning.Began,
            CriticalBegan = _critical.Began,
            RaisedLevel = _raisedLevel,
            RaisedAt = _raisedAt,
            WarnedAt = _warnedAt,
            CriticalAt = _criticalAt,
            KnownAt = KnownAt,
            SettledAt = _settledAt,
            Memory = Memory(),
        };
    }

    /// <summary>
    /// <see langword="false"/> where what only this kind of rule remembers is of another version, and left out.
    /// </summary>
    public bool Load(RuleState state)
    {
        _warning = Debounce.From(state.Warning, state.WarningChanging, state.WarningBegan);
        _critical = Debounce.From(state.Critical, state.CriticalChanging, state.CriticalBegan);
        (_raisedLevel, _raisedAt) = (state.RaisedLevel, state.RaisedAt);
        (_warnedAt, _criticalAt, KnownAt) = (state.WarnedAt, state.CriticalAt, state.KnownAt);
        _settledAt = state.SettledAt;
        _isCalm = IsCalmNow;
        return state.Memory.Count == 0 || TryRemember(state.Memory);
    }

    protected virtual IReadOnlyList<double> Memory() => [];

    /// <summary><see langword="false"/>, and nothing is remembered, where it is not what <see cref="Memory"/> gives.</summary>
    protected virtual bool TryRemember(IReadOnlyList<double> memory) => false;

    /// <summary>Takes whether it is beyond the two thresholds now, and says what follows.</summary>
    protected void Apply(bool warning, bool critical, in Moment moment, List<Outcome> outcomes)
    {
        if (!_isCalm || warning || critical)
        {
            Change(warning, critical, moment, outcomes);
            _isCalm = IsCalmNow;
        }

        if (_warning.IsSteady && _critical.IsSteady) _settledAt = moment.Time;
    }

    /// <summary>
    /// What cannot be trusted stands between: what has not lasted long enough begins anew. What is believed stays.
    /// </summary>
    protected void Interrupt()
    {
        if (!_warning.On) _warning.Restart();
        if (!_critical.On) _critical.Restart();
        _isCalm = IsCalmNow;
    }

    private bool IsCalmNow => Level == 0 && _raisedLevel == 0 && _warning.IsSteady && _critical.IsSteady;

    private void Change(bool warning, bool critical, in Moment moment, List<Outcome> outcomes)
    {
        IsUnsaved |= _warning.Update(warning, moment.Time, _warning.On ? RecoveryDwell : Dwell, moment.Since);
        IsUnsaved |= _critical.Update(critical, moment.Time, _critical.On ? RecoveryDwell : Dwell, moment.Since);
        if (!moment.Fresh) return;
        if (AwaitsCooldown && moment.Time >= CooledDownAt) Raise(moment, outcomes);
        else if (Level == 0 && _raisedLevel > 0) Recover(moment, outcomes);
    }

    private void Raise(in Moment moment, List<Outcome> outcomes)
    {
        var kind = _raisedLevel == 0 ? AlertEventKind.Raised : AlertEventKind.Escalated;
        if (kind == AlertEventKind.Raised) _raisedAt = moment.Time;
        if (Level == 2) _criticalAt = moment.Time;
        else _warnedAt = moment.Time;
        _raisedLevel = Level;
        Say(kind, Level == 2 ? _critical.Began : _warning.Began, moment, outcomes);
    }

    private void Recover(in Moment moment, List<Outcome> outcomes)
    {
        Say(AlertEventKind.Recovered, Math.Max(_warning.Began, _critical.Began), moment, outcomes);
        _raisedLevel = 0;
    }

    private void Say(AlertEventKind kind, long since, in Moment moment, List<Outcome> outcomes)
    {
        IsUnsaved = true;
        outcomes.Add(new Outcome(Rule, kind, (AlertSeverity)_raisedLevel, _raisedAt, since, moment.Time, moment.Value));
    }

    /// <param name="Time">Unix milliseconds.</param>
    /// <param name="Value">What is said of it; NaN where there is none.</param>
    /// <param name="Fresh">Whether it is about now.</param>
    protected readonly record struct Moment(long Time, double Value, bool Fresh)
    {
        /// <summary>Since when it is so, where that is known and before now; Unix milliseconds.</summary>
        public long? Since { get; init; }
    }
}

/// <summary>What a rule has to say.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Severity">How bad it was or is.</param>
/// <param name="RaisedAt">When the alert was raised that this belongs to; with plant and rule it names the alert.</param>
/// <param name="Since">When what is so now began, before the dwell.</param>
/// <param name="At">When it was believed.</param>
/// <param name="Value">The value then; NaN where there is none.</param>
internal readonly record struct Outcome(
    AlertRule Rule, AlertEventKind Kind, AlertSeverity Severity, long RaisedAt, long Since, long At, double Value);
