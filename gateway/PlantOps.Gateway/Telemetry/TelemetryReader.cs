using System.Diagnostics;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Reads for the API.</summary>
internal sealed class TelemetryReader(IReadingStore store, RollupReader rollups, TimeProvider time)
{
    /// <summary>Readings of two months; two lists of them are 10 MB.</summary>
    private const int LargestKept = 72_000;

    private readonly ListPool<Reading> _lists = new(LargestKept);

    /// <summary>Until when there are readings, where nothing else is said.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Readings or periods, as it is asked for; of more than <paramref name="limit"/> at least so many.</summary>
    public TelemetryStream Read(string id, StreamId stream, TelemetryQuery query, int limit)
    {
        if (query.Resolution != Resolution.Raw) return rollups.Read(id, stream, query, limit);
        var start = Stopwatch.GetTimestamp();
        var readings = _lists.Get();
        var damaged = new List<DamagedRange>();
        store.Read(stream, query.From, query.To, limit, readings, damaged);
        var name = new StreamName(id, stream.SoilChannel);
        return new TelemetryStream(
            new TelemetryColumns(name, query, readings, damaged), Stopwatch.GetElapsedTime(start), () => _lists.Return(readings));
    }
}
