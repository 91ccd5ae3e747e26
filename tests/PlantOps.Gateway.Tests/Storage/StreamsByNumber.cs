using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Tests;

/// <summary>Stores asked by a device's number, which is that of its first soil channel.</summary>
internal static class StreamsByNumber
{
    public static DeviceReadings Of(int device, IReadOnlyList<Reading> readings) => new(StreamId.OfDevice(device), readings);

    public static void Read(this IReadingStore store, int device, long from, long to, int limit, List<Reading> into) =>
        store.Read(StreamId.OfDevice(device), from, to, limit, into);

    public static void Read(
        this IReadingStore store, int device, long from, long to, int limit, List<Reading> into, List<DamagedRange> damaged) =>
        store.Read(StreamId.OfDevice(device), from, to, limit, into, damaged);

    public static Reading? Latest(this IReadingStore store, int device) => store.Latest(StreamId.OfDevice(device));

    public static IReadOnlyList<long> Days(this IReadingStore store, int device) => store.Days(StreamId.OfDevice(device));

    public static void Read(this IRollupStore store, int device, RollupPeriod period, long from, long to, List<Rollup> into) =>
        store.Read(StreamId.OfDevice(device), period, from, to, into);

    public static void Read(
        this IRollupStore store, int device, RollupPeriod period, long from, long to, List<Rollup> into,
        List<DamagedRange> damaged) =>
        store.Read(StreamId.OfDevice(device), period, from, to, into, damaged);

    public static IEnumerable<ExpiredDay> Expired(this IExpiredHistory history, int device) =>
        history.Expired(StreamId.OfDevice(device));

    public static void PutExpired(this IExpiredHistory history, int device, IReadOnlyCollection<ExpiredDay> days) =>
        history.PutExpired(StreamId.OfDevice(device), days);

    public static int Remove(this IReadingRemoval removal, int device, TimeRange range, CancellationToken stopping) =>
        removal.Remove(StreamId.OfDevice(device), range, stopping);

    public static void Read(this BucketCollection buckets, int device, long from, long to, int limit, List<Reading> into) =>
        buckets.Read(StreamId.OfDevice(device), from, to, limit, into);

    public static IEnumerable<long> Days(this BucketCollection buckets, int device) => buckets.Days(StreamId.OfDevice(device));
}
