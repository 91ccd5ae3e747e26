using System.Globalization;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Backup;

/// <summary>Works out and compares what a store has, day by day of each device.</summary>
internal static class HistoryDigests
{
    private const long Day = 24L * 60 * 60 * 1000;

    public static HistoryDigest Of(StoreSet store, CancellationToken cancellationToken) => new()
    {
        Streams =
        [
            .. store.Devices().SelectMany(device => StreamId.AllOf(device.Number))
                .Select(stream => Of(store, stream, cancellationToken))
                .Where(digest => digest.Days.Length + digest.ExpiredDays.Length > 0),
        ],
    };

    /// <summary>The days that are not the same; none where everything is.</summary>
    public static IReadOnlyList<string> Differences(HistoryDigest expected, HistoryDigest found)
    {
        var differences = new List<string>();
        var left = Flat(found);
        foreach (var (key, digest) in Flat(expected))
        {
            if (!left.Remove(key, out var there)) differences.Add($"{Say(key)}: {digest.Count} readings or periods are missing");
            else if (there != digest)
                differences.Add($"{Say(key)}: {there.Count} of {digest.Count} readings or periods, or other values");
        }

        differences.AddRange(left.Keys.Select(key => $"{Say(key)}: it should not be there"));
        return differences;
    }

    /// <summary>
    /// Days of a snapshot that have readings which the store that goes on has not. Nothing may leave that one meanwhile; it may
    /// have more than the snapshot.
    /// </summary>
    public static IReadOnlyList<string> Lacking(HistoryDigest snapshot, StoreSet opened, StoreSet live,
        CancellationToken cancellationToken)
    {
        var lacking = new List<string>();
        foreach (var stream in snapshot.Streams)
        {
            for (var i = 0; i < stream.Days.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (id, day) = (new StreamId(stream.Stream), stream.Days[i]);
                var there = Read(live, id, day, out _);
                if (DayDigest.Of(there) == new DayDigest(stream.Counts[i], stream.Hashes[i])) continue;
                var all = there.Select(Key).ToHashSet();
                if (Read(opened, id, day, out _).Exists(reading => !all.Contains(Key(reading))))
                    lacking.Add(Say((stream.Stream, day, false)));
            }
        }

        return lacking;
    }

    private static StreamDigest Of(StoreSet store, StreamId stream, CancellationToken cancellationToken)
    {
        var days = store.Readings.Days(stream);
        var digests = new List<DayDigest>(days.Count);
        var damaged = 0;
        foreach (var day in days)
        {
            cancellationToken.ThrowIfCancellationRequested();
            digests.Add(DayDigest.Of(Read(store, stream, day, out var isDamaged)));
            if (isDamaged) damaged++;
        }

        var expired = Expired(store, stream, ref damaged);
        return new StreamDigest
        {
            Stream = stream.Number,
            Days = [.. days],
            Counts = [.. digests.Select(digest => digest.Count)],
            Hashes = [.. digests.Select(digest => digest.Hash)],
            ExpiredDays = [.. expired.Select(day => day.Day)],
            ExpiredCounts = [.. expired.Select(day => DayDigest.Of(day).Count)],
            ExpiredHashes = [.. expired.Select(day => DayDigest.Of(day).Hash)],
            Damaged = damaged,
        };
    }

    private static List<ExpiredDay> Expired(StoreSet store, StreamId stream, ref int damaged)
    {
        var days = new List<ExpiredDay>();
        try
        {
            foreach (var day in store.Expired.Expired(stream)) days.Add(day);
        }
        catch (CorruptBucketException)
        {
            // As far as it can be read; the same is damaged in the backup.
            damaged++;
        }

        return days;
    }

    private static List<Reading> Read(StoreSet store, StreamId stream, long day, out bool isDamaged)
    {
        var readings = new List<Reading>();
        var damaged = new List<DamagedRange>();
        store.Readings.Read(stream, day, day + Day, int.MaxValue, readings, damaged);
        isDamaged = damaged.Count > 0;
        return readings;
    }

    private static (long Time, long Boot, long Sequence) Key(Reading reading) => (reading.Time, reading.Boot, reading.Sequence);

    private static Dictionary<(int Stream, long Day, bool IsExpired), DayDigest> Flat(HistoryDigest digest)
    {
        var all = new Dictionary<(int, long, bool), DayDigest>();
        foreach (var stream in digest.Streams)
        {
            for (var i = 0; i < stream.Days.Length; i++)
                all[(stream.Stream, stream.Days[i], false)] = new DayDigest(stream.Counts[i], stream.Hashes[i]);
            for (var i = 0; i < stream.ExpiredDays.Length; i++)
                all[(stream.Stream, stream.ExpiredDays[i], true)] =
                    new DayDigest(stream.ExpiredCounts[i], stream.ExpiredHashes[i]);
        }

        return all;
    }

    private static string Say((int Stream, long Day, bool IsExpired) key) => string.Create(
        CultureInfo.InvariantCulture,
        $"device {new StreamId(key.Stream).Device} on {DateTimeOffset.FromUnixTimeMilliseconds(key.Day):yyyy-MM-dd}");
}
