namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// The streams of which something new is on disk, until somebody looks. Costs the writer a set's entry a message.
/// </summary>
internal sealed class ArrivedReadings
{
    private readonly Lock _gate = new();
    private HashSet<StreamId> _streams = [];

    public ArrivedReadings(IngestStatus ingest) => ingest.Committed += Add;

    public void Add(ReadingGroup group)
    {
        lock (_gate)
        {
            foreach (var readings in group.Readings) _streams.Add(readings.Stream);
        }
    }

    /// <summary>Something new is on disk that another gateway has stored.</summary>
    public void Add(StreamId stream)
    {
        lock (_gate) _streams.Add(stream);
    }

    public IReadOnlySet<StreamId> TakeAll()
    {
        lock (_gate)
        {
            var taken = _streams;
            _streams = [];
            return taken;
        }
    }
}
