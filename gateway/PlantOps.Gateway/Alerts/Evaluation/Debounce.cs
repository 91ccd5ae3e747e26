namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A yes or no that is believed once it has lasted. Times are Unix milliseconds, 0 where there is none.</summary>
internal struct Debounce
{
    public bool On { get; private set; }

    /// <summary>Since when the opposite is so, not long enough yet.</summary>
    public long ChangingSince { get; private set; }

    /// <summary>When what is believed began.</summary>
    public long Began { get; private set; }

    public readonly bool IsSteady => ChangingSince == 0;

    public static Debounce From(bool on, long changingSince, long began) =>
        new() { On = on, ChangingSince = changingSince, Began = began };

    /// <summary>Takes what is so now. Whether what is believed has changed.</summary>
    /// <param name="condition">What is so.</param>
    /// <param name="time">Now.</param>
    /// <param name="dwell">How long it must last.</param>
    /// <param name="since">Since when it is known to be so, where that is before now.</param>
    public bool Update(bool condition, long time, long dwell, long? since = null)
    {
        if (condition == On)
        {
            ChangingSince = 0;
            return false;
        }

        if (ChangingSince == 0) ChangingSince = since ?? time;
        if (time - ChangingSince < dwell) return false;
        (On, Began, ChangingSince) = (condition, ChangingSince, 0);
        return true;
    }

    /// <summary>Forgets what has not lasted long enough yet: nobody was looking in between.</summary>
    public void Restart() => ChangingSince = 0;

    /// <summary>Brings times of a clock that was ahead back to now.</summary>
    public void Rewind(long now) => (ChangingSince, Began) = (Math.Min(ChangingSince, now), Math.Min(Began, now));
}
