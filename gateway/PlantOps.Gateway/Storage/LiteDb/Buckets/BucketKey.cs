using PlantOps.Contracts;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>
/// A bucket's <c>_id</c>: its stream's number, then its start in seconds since 2020. Buckets of a stream lie side by side in
/// the order of time. The first one of a UTC day starts with the day, further ones where it was split.
/// </summary>
internal readonly record struct BucketKey(long Id) : IComparable<BucketKey>
{
    public const long MillisecondsPerDay = 24L * 60 * 60 * 1000;

    /// <summary>2,177 years of seconds.</summary>
    private const int TimeBits = 36;

    private const int MillisecondsPerSecond = 1000;

    public StreamId Stream => new((int)(Id >> TimeBits));

    /// <summary>Unix milliseconds.</summary>
    public long Start => ((Id & ((1L << TimeBits) - 1)) * MillisecondsPerSecond) + Limits.EarliestTime;

    /// <summary>The key of a bucket that starts in the second of a time; before 2020 counts as the first second.</summary>
    public static BucketKey Of(StreamId stream, long time)
    {
        var seconds = Math.Min((Math.Max(time, Limits.EarliestTime) - Limits.EarliestTime) / MillisecondsPerSecond, (1L << TimeBits) - 1);
        return new BucketKey(((long)stream.Number << TimeBits) | seconds);
    }

    /// <summary>The key of the first bucket of a time's day.</summary>
    public static BucketKey OfDay(StreamId stream, long time) => Of(stream, DayStart(time));

    public static long DayStart(long time) => time - (time % MillisecondsPerDay);

    public int CompareTo(BucketKey other) => Id.CompareTo(other.Id);
}
