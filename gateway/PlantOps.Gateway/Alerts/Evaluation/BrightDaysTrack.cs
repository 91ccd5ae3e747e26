using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// Days in a row with more light than leaves bear: in all, or for more than the rule's dwell above a limit. A sunny afternoon
/// is none, and over it is after as many days without.
/// </summary>
internal sealed class BrightDaysTrack(AlertRule rule, TimeZoneInfo zone) : LightDays(rule, zone)
{
    private const int InARow = 3;
    private const int Fixed = 10;

    private readonly Count _warning = new();
    private readonly Count _critical = new();
    private double _highest;

    private bool IsByIntegral => Rule.Kind == RuleKind.HighLight;

    protected override void Pass(long gap, in Measurement measured, List<Outcome> outcomes)
    {
        KnownAt = measured.Time;
        _highest = Math.Max(_highest, measured.Value);
        var lower = Math.Min(measured.Value, LastLux);
        if (lower > Rule.Warning) _warning.Above += gap;
        if (lower > Rule.Critical) _critical.Above += gap;
        var moment = new Moment(measured.Time, IsByIntegral ? SinceMidnight : _highest, measured.Fresh)
        {
            Since = measured.Time - ((InARow - 1) * Day),
        };
        Apply(IsOn(IsWarning, _warning, Rule.Warning), IsOn(IsCritical, _critical, Rule.Critical), moment, outcomes);
    }

    protected override void End(bool isKnown, in Moment moment, List<Outcome> outcomes)
    {
        _warning.EndDay(IsBright(_warning, Rule.Warning), isKnown);
        _critical.EndDay(IsBright(_critical, Rule.Critical), isKnown);
        _highest = 0;
    }

    protected override IReadOnlyList<double> Memory() =>
        [.. DayMemory(), _highest, .. _warning.Save(), .. _critical.Save()];

    protected override bool TryRemember(IReadOnlyList<double> memory)
    {
        if (memory.Count < Fixed + 2) return false;
        RememberDay(memory);
        _highest = memory[5];
        _warning.Load(memory, 6);
        _critical.Load(memory, 9);
        return true;
    }

    private bool IsBright(Count count, double? limit) =>
        IsByIntegral ? SinceMidnight > limit : limit is not null && count.Above > Math.Min(Rule.Dwell, Day / 2);

    private bool IsOn(bool wasOn, Count count, double? limit) => limit is not null && (wasOn
        ? count.Calm < InARow
        : count.Bright + (IsBright(count, limit) ? 1 : 0) >= InARow);

    /// <summary>Days in a row, and milliseconds of today.</summary>
    private sealed class Count
    {
        public int Bright { get; private set; }

        public int Calm { get; private set; }

        public long Above { get; set; }

        public void EndDay(bool isBright, bool isKnown)
        {
            if (isBright) (Bright, Calm) = (Bright + 1, 0);
            else (Bright, Calm) = (0, isKnown ? Calm + 1 : Calm);
            Above = 0;
        }

        public IReadOnlyList<double> Save() => [Bright, Calm, Above];

        public void Load(IReadOnlyList<double> memory, int at) =>
            (Bright, Calm, Above) = ((int)memory[at], (int)memory[at + 1], (long)memory[at + 2]);
    }
}
