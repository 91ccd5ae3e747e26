namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>
/// How often something comes, learned from the times between: how long it usually takes from the latest few, and the longest
/// usual silence from the longest one of each of the last days. An outage teaches nothing; what happens on most days is usual.
/// Times are milliseconds.
/// </summary>
internal sealed class Rhythm
{
    private const int MaxGaps = 11;
    private const int MinGaps = 4;
    private const int MinRegularGaps = 3;
    private const int MaxDays = 7;
    private const int EnoughDays = 2;

    // Of a first day with so many, the longest may have been an outage.
    private const int ManyGaps = 10;

    private const long Minute = 60_000;
    private const long Day = 24 * 60 * Minute;

    private readonly Queue<long> _gaps = new(MaxGaps + 1);
    private readonly Queue<long> _days = new(MaxDays + 1);
    private long _usual;
    private long _day;
    private long _longest;
    private long _second;
    private int _count;

    /// <summary>When it last came, Unix milliseconds; 0 where it never did.</summary>
    public long LastTime { get; private set; }

    /// <summary>Whether enough has come to say anything.</summary>
    public bool IsLearned { get; private set; }

    public Pace Pace { get; private set; } = Pace.Unknown;

    /// <summary>Takes that it has come; earlier times than the latest teach nothing.</summary>
    public void Take(long time)
    {
        if (time <= LastTime) return;
        var gap = time - LastTime;
        var isFirst = LastTime == 0;
        LastTime = time;
        if (time / Day != _day) EndDay(time / Day);
        if (!isFirst) Learn(gap);
    }

    /// <summary>Takes that it was silent for so long, as of a device that sends what it has measured all at once.</summary>
    public void Learn(long gap)
    {
        _gaps.Enqueue(gap);
        var dropped = _gaps.Count > MaxGaps ? _gaps.Dequeue() : 0;
        if (gap > _longest) (_longest, _second) = (gap, _longest);
        else if (gap > _second) _second = gap;
        _count++;

        // As ever: nearly always.
        if (!(IsUsual(gap) && IsUsual(dropped) && _count > ManyGaps)) Pace = Judge();
    }

    /// <summary>The clock was ahead and is right again.</summary>
    public void Rewind(long now) => (LastTime, _day) = (Math.Min(LastTime, now), Math.Min(_day, now / Day));

    public IReadOnlyList<double> Save() => [LastTime, _day, _longest, _second, _count, _days.Count, .. _days, .. _gaps];

    /// <summary>What was kept; one that knows nothing where that is of another version.</summary>
    public static Rhythm Of(IReadOnlyList<double>? kept)
    {
        const int Fixed = 6;
        var rhythm = new Rhythm();
        if (kept is null || kept.Count < Fixed || kept[5] is not (>= 0 and <= MaxDays) || kept.Count < Fixed + kept[5])
            return rhythm;
        (rhythm.LastTime, rhythm._day, rhythm._longest) = ((long)kept[0], (long)kept[1], (long)kept[2]);
        (rhythm._second, rhythm._count) = ((long)kept[3], (int)kept[4]);
        var days = (int)kept[5];
        foreach (var day in kept.Skip(Fixed).Take(days)) rhythm._days.Enqueue((long)day);
        foreach (var gap in kept.Skip(Fixed + days).Take(MaxGaps)) rhythm._gaps.Enqueue((long)gap);
        rhythm.Pace = rhythm.Judge();
        return rhythm;
    }

    private void EndDay(long day)
    {
        if (_count > 0)
        {
            _days.Enqueue(_days.Count == 0 ? UsualOfFirstDay : _longest);
            if (_days.Count > MaxDays) _days.Dequeue();
        }

        (_day, _longest, _second, _count) = (day, 0, 0, 0);
        if (_gaps.Count > 0) Pace = Judge();
    }

    private long UsualOfFirstDay => _count >= ManyGaps ? _second : _longest;

    private bool IsUsual(long gap) => Math.Abs(gap - _usual) <= _usual / 10;

    private Pace Judge()
    {
        if (_gaps.Count == 0) return Pace.Unknown;
        var gaps = _gaps.Order().ToArray();
        var usual = gaps[gaps.Length / 2];
        var isRegular = gaps[gaps.Length - 1 - (gaps.Length / 8)] <= usual * 3 / 2;
        IsLearned = gaps.Length >= (isRegular ? MinRegularGaps : MinGaps);
        if (!IsLearned) return Pace.Unknown with { Interval = Math.Max(Pace.Unknown.Interval, gaps[^1]) };
        _usual = usual;

        // Several at once say nothing of when the next ones come.
        return new Pace(Math.Max(usual, Minute))
        {
            IsAssumed = true,
            Silence = Math.Max(usual, Silence(isRegular)),
            MinPatience = isRegular || _days.Count >= EnoughDays ? 0 : Pace.Unknown.MinPatience,
        };
    }

    // Of what is regular a silence on most days is usual; of what is not, one on a day in four.
    private long Silence(bool isRegular)
    {
        if (_days.Count == 0) return UsualOfFirstDay;
        var days = (isRegular ? _days : _days.Append(_longest)).Order().ToArray();
        return isRegular ? days[(days.Length - 1) / 2] : days[days.Length * 3 / 4];
    }
}
