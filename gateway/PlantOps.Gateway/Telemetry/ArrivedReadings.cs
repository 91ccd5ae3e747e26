namespace PlantOps.Gateway.Telemetry;

/// <summary>The devices of which something new is on disk, until somebody looks. Costs the writer a set's entry a message.</summary>
internal sealed class ArrivedReadings
{
    private readonly Lock _gate = new();
    private HashSet<int> _devices = [];

    public ArrivedReadings(IngestStatus ingest) => ingest.Committed += Add;

    public void Add(ReadingGroup group)
    {
        lock (_gate)
        {
            foreach (var readings in group.Readings) _devices.Add(readings.Device);
        }
    }

    public IReadOnlySet<int> TakeAll()
    {
        lock (_gate)
        {
            var taken = _devices;
            _devices = [];
            return taken;
        }
    }
}
