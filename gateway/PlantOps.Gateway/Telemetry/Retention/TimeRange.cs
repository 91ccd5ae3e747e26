namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>A time from one moment until another, Unix milliseconds.</summary>
/// <param name="From">Included.</param>
/// <param name="To">Excluded.</param>
internal readonly record struct TimeRange(long From, long To)
{
    public bool IsEmpty => From >= To;

    public bool Contains(long time) => time >= From && time < To;

    public bool Covers(TimeRange other) => From <= other.From && other.To <= To;

    /// <summary>What is left of it without others, in order.</summary>
    public IReadOnlyList<TimeRange> Without(IEnumerable<TimeRange> others)
    {
        var left = new List<TimeRange>();
        var rest = this;
        foreach (var other in others.Where(other => !other.IsEmpty).OrderBy(other => other.From))
        {
            var before = rest with { To = Math.Min(rest.To, other.From) };
            if (!before.IsEmpty) left.Add(before);
            rest = rest with { From = Math.Max(rest.From, other.To) };
        }

        if (!rest.IsEmpty) left.Add(rest);
        return left;
    }
}
