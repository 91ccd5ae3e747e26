using PlantOps.Contracts;

namespace PlantOps.Gateway.Telemetry.Inputs;

/// <summary>
/// Notices a device's clock that is constantly wrong, by the times of its newest readings when they arrive. Live messages are
/// off by the same each time, while what a device sends of its past comes closer to the present with each message.
/// </summary>
/// <remarks>Pure but for its memory: times come in, and no clock is read. May be called from several threads.</remarks>
internal sealed class DeviceClock
{
    /// <summary>Less than this is no wrong clock, but a message that was on its way, in milliseconds.</summary>
    public const long MaxSkew = Limits.MaxClockAhead;

    /// <summary>How far messages may differ from each other, in milliseconds: 30 s to either side.</summary>
    public const long MaxSpread = 60 * 1000;

    // How far the second half of the messages may differ from the first: more is a backlog that is being sent. Of a few messages
    // less tells than of many.
    private const long MaxDrift = 5 * 1000;
    private const long MaxDriftOfMany = 15 * 1000;
    private const int Many = 8;

    // Messages that follow each other faster say nothing new.
    private const long MinGap = 30 * 1000;

    private const int Remembered = 32;

    // A whole number of quarters of an hour is a time zone; anything else is believed later.
    private static readonly Proof OfZone = new(4, 3 * 60 * 1000);
    private static readonly Proof OfOther = new(6, 10 * 60 * 1000);

    private readonly Lock _gate = new();
    private readonly Queue<Sample> _samples = new(Remembered);
    private long _ahead;
    private long _lastSample;
    private long _zone;
    private (long Zone, long Newest, long Arrival) _likely;

    /// <summary>How far the clock is ahead, in milliseconds; negative where it is behind, 0 where it seems right.</summary>
    public long Ahead => Interlocked.Read(ref _ahead);

    /// <summary>
    /// How far its local time is ahead of UTC, in milliseconds, where it sends times without a zone; 0 until two messages said
    /// so.
    /// </summary>
    public long Zone => Interlocked.Read(ref _zone);

    /// <summary>Takes over what was known before the gateway's start.</summary>
    public void Remember(long ahead, long zone = 0)
    {
        Interlocked.CompareExchange(ref _ahead, ahead, 0);
        Interlocked.CompareExchange(ref _zone, zone, 0);
    }

    /// <summary>
    /// Takes note of a message whose times name no zone. One that is a whole number of quarters of an hour from its arrival may
    /// be of another zone, or by chance as old: it counts once it repeats.
    /// </summary>
    /// <param name="newest">The newest time that it names, taken for UTC, Unix milliseconds.</param>
    /// <param name="arrival">When it arrived, Unix milliseconds UTC.</param>
    /// <returns>How far the times of this message are ahead of UTC, in milliseconds; 0 where they count as UTC.</returns>
    public long ObserveLocal(long newest, long arrival)
    {
        lock (_gate)
        {
            if (ReadingTimes.ZoneOf(newest - arrival) is { } zone)
            {
                var isAgain = zone == _likely.Zone && arrival - _likely.Arrival >= MinGap && newest > _likely.Newest;
                if (zone == 0 || isAgain) Interlocked.Exchange(ref _zone, zone);
                if (zone == _zone) _likely = default;
                else if (zone != _likely.Zone) _likely = (zone, newest, arrival);
            }

            return ZoneOf(newest, arrival);
        }
    }

    /// <summary>The same for an earlier message, by what is known now.</summary>
    public long ZoneOf(long newest, long arrival) => newest - arrival <= Zone + ReadingTimes.ZoneTolerance ? Zone : 0;

    /// <summary>The same as <see cref="Observe"/> for an earlier message, by what is known now.</summary>
    public long AheadOf(long newest, long arrival) =>
        Math.Abs(newest - arrival) > MaxSkew && newest - arrival <= Ahead + MaxSpread ? Ahead : 0;

    /// <summary>Takes note of a message.</summary>
    /// <param name="newest">The newest time that it names, Unix milliseconds by the device's clock.</param>
    /// <param name="arrival">When it arrived, Unix milliseconds UTC.</param>
    /// <returns>How far the times of this message are ahead, in milliseconds; 0 where they count as they are.</returns>
    public long Observe(long newest, long arrival)
    {
        var ahead = newest - arrival;
        if (Math.Abs(ahead) <= MaxSkew && _ahead == 0 && _samples.Count == 0) return 0;
        lock (_gate)
        {
            if (Math.Abs(ahead) <= MaxSkew)
            {
                // Right, or set right meanwhile.
                Forget();
                return 0;
            }

            // What is older than it would be by this clock was buffered.
            if (_ahead != 0 && ahead <= _ahead + MaxSpread) return Keep(ahead, arrival);
            Interlocked.Exchange(ref _ahead, 0);
            Add(new Sample(ahead, arrival));
            Interlocked.Exchange(ref _ahead, Judge());
            return _ahead;
        }
    }

    // A clock may fall behind further, as at the end of summer time: then what it says from there on is constant again.
    private long Keep(long ahead, long arrival)
    {
        if (Math.Abs(ahead - _ahead) <= MaxSpread)
        {
            _samples.Clear();
            return _ahead;
        }

        Add(new Sample(ahead, arrival));
        if (Judge() is not 0 and var further) Interlocked.Exchange(ref _ahead, further);
        return _ahead;
    }

    private void Forget()
    {
        Interlocked.Exchange(ref _ahead, 0);
        _samples.Clear();
    }

    private void Add(Sample sample)
    {
        while (_samples.Count > 0 && _samples.Any(other => Math.Abs(other.Ahead - sample.Ahead) > MaxSpread)) _samples.Dequeue();
        if (sample.Arrival - _lastSample < MinGap && _samples.Count > 0) return;
        if (_samples.Count == Remembered) _samples.Dequeue();
        _samples.Enqueue(sample);
        _lastSample = sample.Arrival;
    }

    private long Judge()
    {
        var samples = _samples.ToArray();
        var half = samples.Length / 2;
        if (half == 0) return 0;
        var (first, second) = (Mean(samples[..half]), Mean(samples[^half..]));
        if (Math.Abs(second - first) > (samples.Length < Many ? MaxDrift : MaxDriftOfMany)) return 0;
        var ahead = Mean(samples);
        if (ReadingTimes.ZoneOf(ahead) is { } zone && OfZone.IsEnough(samples)) return zone;
        return OfOther.IsEnough(samples) ? ahead : 0;
    }

    private static long Mean(Sample[] samples) => (long)samples.Average(sample => sample.Ahead);

    private readonly record struct Sample(long Ahead, long Arrival);

    /// <summary>How many messages it takes, and over how many milliseconds.</summary>
    private readonly record struct Proof(int Messages, long Span)
    {
        public bool IsEnough(Sample[] samples) => samples.Length >= Messages && samples[^1].Arrival - samples[0].Arrival >= Span;
    }
}
