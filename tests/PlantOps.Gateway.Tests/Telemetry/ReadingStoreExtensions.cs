using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests;

internal static class ReadingStoreExtensions
{
    public static List<Reading> Read(this IReadingStore store, int device, long from, long to, int limit) =>
        store.Read(StreamId.OfDevice(device), from, to, limit);

    public static List<Reading> Read(this IReadingStore store, StreamId stream, long from, long to, int limit)
    {
        var readings = new List<Reading>();
        store.Read(stream, from, to, limit, readings);
        return readings;
    }
}
