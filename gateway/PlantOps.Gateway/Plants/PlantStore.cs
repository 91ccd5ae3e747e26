using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Plants;

/// <summary>Where plants live.</summary>
internal sealed class PlantStore(IRecords records)
{
    private readonly RecordsOf<Plant> _plants = new(records, RecordSet.Plants, GatewayJson.Default.Plant);
    private long _revision;

    /// <summary>Another one after each change that was made here.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    public IReadOnlyList<Kept<Plant>> All => _plants.Read(RecordRange.All);

    public Kept<Plant>? Find(string id) => _plants.Find(id);

    public RecordChange Put(Plant plant, long? expected) => _plants.Put(plant.Id, plant, expected);

    /// <summary>Makes all changes in one transaction, or none where somebody else has changed any of it.</summary>
    public bool TryCommit(params IReadOnlyList<RecordChange> changes)
    {
        if (!records.TryCommit(changes)) return false;
        Interlocked.Increment(ref _revision);
        return true;
    }
}
