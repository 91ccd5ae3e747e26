using System.Diagnostics;
using Microsoft.Extensions.ObjectPool;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// Reads for the API into lists that are used again: a month of a device is 3 MB, and fresh memory of that size costs
/// more than decoding it.
/// </summary>
internal sealed class TelemetryReader(IReadingStore store)
{
    private readonly DefaultObjectPool<List<Reading>> _lists = new(new ListPolicy(), maximumRetained: 2);

    public TelemetryStream Read(string id, int device, TelemetryQuery query, int limit)
    {
        var start = Stopwatch.GetTimestamp();
        var readings = _lists.Get();
        store.Read(device, query.From, query.To, limit, readings);
        return new TelemetryStream(new TelemetryColumns(id, query, readings), readings, Stopwatch.GetElapsedTime(start), _lists.Return);
    }

    private sealed class ListPolicy : PooledObjectPolicy<List<Reading>>
    {
        /// <summary>Larger ones are not kept: two of this size are 10 MB.</summary>
        private const int LargestKept = 72_000;

        public override List<Reading> Create() => [];

        public override bool Return(List<Reading> list)
        {
            list.Clear();
            return list.Capacity <= LargestKept;
        }
    }
}
