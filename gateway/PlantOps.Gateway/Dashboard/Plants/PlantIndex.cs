using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>
/// All plants that were not given up, read once until one of them changes: a page of a thousand would otherwise read them all
/// each time. Where other gateways may change them too, it is asked each time whether one has.
/// </summary>
internal sealed class PlantIndex(PlantStore plants, IRecords records)
{
    private volatile Snapshot? _latest;

    public IReadOnlyList<Plant> All => Latest.Plants;

    /// <summary>Those that were given up and kept, the latest first.</summary>
    public IReadOnlyList<Plant> PutAway => Latest.PutAway;

    private Snapshot Latest
    {
        get
        {
            // Before they are read: a change in between is another revision, and they are read again.
            var revision = plants.Revision;
            if (!records.IsShared && _latest is { } latest && latest.Revision == revision) return latest;
            var source = plants.All;
            if (_latest is { } same && ReferenceEquals(same.Source, source)) return same;
            var all = source.Select(plant => plant.Value).ToLookup(plant => plant.PutAwayAt is null);
            var read = new Snapshot(
                revision, source, [.. all[true]], [.. all[false].OrderByDescending(plant => plant.PutAwayAt)]);
            _latest = read;
            return read;
        }
    }

    private sealed record Snapshot(
        long Revision, IReadOnlyList<Versioned<Plant>> Source, IReadOnlyList<Plant> Plants, IReadOnlyList<Plant> PutAway);
}
