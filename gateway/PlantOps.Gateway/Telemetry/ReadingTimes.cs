using PlantOps.Contracts;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Gives the readings of one message the times that a clock of their device would have given them: those without one keep their
/// order among the others, and times of another zone, or of a clock that is always wrong by the same, are set right.
/// </summary>
internal static class ReadingTimes
{
    /// <summary>How far a time may be from a whole quarter of an hour to count as one of another zone, in milliseconds.</summary>
    public const long ZoneTolerance = 60 * 1000;

    /// <summary>Time zones differ by quarters of an hour.</summary>
    public const long Quarter = 15 * 60 * 1000;

    private const long MaxZone = 14 * 60 * 60 * 1000;

    /// <summary>The newest time since 2020 that a reading names, and whether it has no zone; 0 where there is none.</summary>
    public static (long Time, bool IsLocal) Newest(ReadOnlySpan<RawReading> readings)
    {
        var (newest, isLocal) = (0L, false);
        foreach (ref readonly var reading in readings)
        {
            if (reading.Timestamp is not { } time || time < Math.Max(newest, Limits.EarliestTime)) continue;
            (newest, isLocal) = (time, reading.IsLocal);
        }

        return (newest, isLocal);
    }

    /// <summary>The time zone that explains how far a clock is ahead; <see langword="null"/> where none does.</summary>
    public static long? ZoneOf(long ahead)
    {
        var zone = (long)Math.Round((double)ahead / Quarter) * Quarter;
        return Math.Abs(ahead - zone) <= ZoneTolerance && Math.Abs(zone) <= MaxZone ? zone : null;
    }

    /// <summary>Takes from every time what the device's clock is ahead.</summary>
    public static void Correct(Span<RawReading> readings, long ahead)
    {
        foreach (ref var reading in readings)
        {
            if (reading.Timestamp is not { } time) continue;
            reading.Timestamp = time - ahead;
            reading.IsCorrected = true;
        }
    }

    /// <summary>Places readings without a time, or with one of a clock that was not set yet, among those that have one.</summary>
    public static void Complete(Span<RawReading> readings, long arrival)
    {
        var (known, first, last, clockless) = (0, -1, -1, 0);
        for (var i = 0; i < readings.Length; i++)
        {
            if (TimeOf(readings[i], arrival) is not null)
            {
                known++;
                if (first < 0) first = i;
                last = i;
            }
            else if (readings[i].Timestamp is null)
            {
                clockless++;
            }
        }

        if (known == readings.Length) return;
        if (known > 0)
        {
            var from = TimeOf(readings[first], arrival)!.Value;
            var to = TimeOf(readings[last], arrival)!.Value;
            if (from > to)
            {
                readings.Reverse();
                (from, to) = (to, from);
            }

            Place(readings, arrival, known > 1 && to > from ? (to - from) / (known - 1) : Limits.DefaultInterval * 1000L);
        }
        else if (clockless == readings.Length)
        {
            // Of the same moment, as far as anybody knows; a millisecond apart they stay in order, and equal ones stay two.
            for (var i = 0; i < readings.Length - 1; i++) Set(ref readings[i], arrival - (readings.Length - 1 - i));
        }
    }

    // Before the next one that is known by as much as the clock that was not set says, or else by the usual spacing, and never
    // before the one that is known before it; behind the last that is known evenly up to the arrival.
    private static void Place(Span<RawReading> readings, long arrival, long spacing)
    {
        for (var i = readings.Length - 1; i >= 0; i--)
        {
            if (TimeOf(readings[i], arrival) is not null) continue;
            var begin = i;
            while (begin > 0 && TimeOf(readings[begin - 1], arrival) is null) begin--;
            var before = begin > 0 ? TimeOf(readings[begin - 1], arrival) : null;
            var next = i + 1 < readings.Length ? TimeOf(readings[i + 1], arrival) : null;
            PlaceRun(readings[begin..(i + 1)], before, next, arrival, spacing);
            i = begin;
        }
    }

    private static void PlaceRun(Span<RawReading> run, long? before, long? after, long arrival, long spacing)
    {
        var next = after ?? arrival;
        var back = after is null ? 0 : spacing;
        long? later = null;
        for (var i = run.Length - 1; i >= 0; i--)
        {
            var time = run[i].Timestamp;
            if (i < run.Length - 1) back += later - time is { } step and >= 0 and <= Limits.MaxAge ? step : spacing;
            later = time;
            Set(ref run[i], next - back);
        }

        if (before is not { } known || run[0].Timestamp > known) return;
        var steps = after is null ? run.Length : run.Length + 1;
        for (var i = 0; i < run.Length; i++) Set(ref run[i], known + (Math.Max(0, next - known) * (i + 1) / steps));
    }

    private static void Set(ref RawReading reading, long time)
    {
        reading.Timestamp = Math.Max(time, Limits.EarliestTime);
        reading.IsCorrected = true;
    }

    private static long? TimeOf(in RawReading reading, long arrival) => reading switch
    {
        { Timestamp: { } time } => time >= Limits.EarliestTime && time <= arrival + Limits.MaxClockAhead ? time : null,
        { Age: { } age and >= 0 } => arrival - age,
        _ => null,
    };
}
