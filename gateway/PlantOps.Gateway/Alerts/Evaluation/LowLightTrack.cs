using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// Less light a day than the species needs, in the mean of the last week: a rainy day harms nothing, and one sunny day does not
/// end a dark winter. Over after some good days in a row.
/// </summary>
internal sealed class LowLightTrack(AlertRule rule, TimeZoneInfo zone) : LightDays(rule, zone)
{
    private const int GoodDays = 3;
    private const int Fixed = 7;
    private const int Version = 2;

    private readonly double _least = rule.Warning ?? double.NaN;
    private readonly Queue<double> _days = new();
    private int _goodDays;

    protected override void End(bool isKnown, in Moment moment, List<Outcome> outcomes)
    {
        if (isKnown)
        {
            _days.Enqueue(moment.Value);
            while (_days.Count > Days) _days.Dequeue();
            _goodDays = moment.Value >= _least * (1 + Rule.Hysteresis) ? _goodDays + 1 : 0;
        }

        if (_days.Count < Days) return;
        if (isKnown) KnownAt = moment.Time;
        var mean = _days.Average();
        var isLow = IsWarning ? _goodDays < Math.Min(GoodDays, Days) : mean < _least;
        Apply(isLow, false, moment with { Value = mean, Since = moment.Time - (Days * Day) }, outcomes);
    }

    protected override IReadOnlyList<double> Memory() => [.. DayMemory(), _goodDays, Version, .. _days];

    // An earlier version remembered how many days in a row were low.
    protected override bool TryRemember(IReadOnlyList<double> memory)
    {
        if (memory.Count < Fixed - 1) return false;
        RememberDay(memory);
        if (memory.Count < Fixed) return true;
        _goodDays = (int)memory[5];
        foreach (var day in memory.Skip(Fixed)) _days.Enqueue(day);
        return true;
    }
}
