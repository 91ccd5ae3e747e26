using PlantOps.Contracts;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>
/// A bucket's <c>_id</c>: its stream's number, then its start in seconds since 2020. Earlier seconds, back to 2000, are
/// below zero: they lie before all others of the stream, where the stream before it ends in the year 4177. So buckets of a
/// stream lie side by side in the order of time. The first one of a UTC day starts with the day, further ones where it was
/// split.
/// </summary>
internal readonly record struct BucketKey(long Id) : IComparable<BucketKey>
{
    public const long MillisecondsPerDay = 24L * 60 * 60 * 1000;

    /// <summary>2,177 years of seconds.</summary>
    private const int TimeBits = 36;

    private const long LastSecond = (1L << TimeBits) - 1;
    private const int MillisecondsPerSecond = 1000;

    /// <summary>How many seconds lie before zero.</summary>
    private const long SecondsBefore = (Limits.EarliestTime - Limits.EarliestHistory) / MillisecondsPerSecond;

    public StreamId Stream => new((int)((Id + SecondsBefore) >> TimeBits));

    /// <summary>Unix milliseconds.</summary>
    public long Start => (((Id + SecondsBefore) & LastSecond) * MillisecondsPerSecond) + Limits.EarliestHistory;

    /// <summary>The key of a bucket that starts in the second of a time; before 2000 counts as the first second.</summary>
    public static BucketKey Of(StreamId stream, long time)
    {
        var since = (Math.Max(time, Limits.EarliestHistory) - Limits.EarliestHistory) / MillisecondsPerSecond;
        return new BucketKey(((long)stream.Number << TimeBits) + Math.Min(since, LastSecond) - SecondsBefore);
    }

    /// <summary>The key of the first bucket of a time's day.</summary>
    public static BucketKey OfDay(StreamId stream, long time) => Of(stream, DayStart(time));

    public static long DayStart(long time) => time - (time % MillisecondsPerDay);

    public int CompareTo(BucketKey other) => Id.CompareTo(other.Id);
}
