using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests;

internal static class ReadingStoreExtensions
{
    public static List<Reading> Read(this IReadingStore store, int device, long from, long to, int limit)
    {
        var readings = new List<Reading>();
        store.Read(device, from, to, limit, readings);
        return readings;
    }
}
