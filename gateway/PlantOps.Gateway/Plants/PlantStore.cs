using System.Security.Cryptography;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Plants;

/// <summary>Where plants live.</summary>
internal sealed class PlantStore
{
    private const string IdPrefix = "pl-";
    private const string IdAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdLength = 8;

    private readonly IRecords _records;
    private readonly RecordStore<Plant> _plants;
    private readonly RecordCache<Plant> _all;
    private long _revision;

    public PlantStore(IRecords records)
    {
        _records = records;
        _plants = new RecordStore<Plant>(records, RecordSet.Plants, PlantRecordsJson.Default.Plant);
        _all = new RecordCache<Plant>(records, RecordSet.Plants, _plants);
    }

    /// <summary>Another one after each change that was made here, or noticed.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    /// <summary>By id; where other gateways may change them the same list until one of them has.</summary>
    public IReadOnlyList<Versioned<Plant>> All => _all.All;

    public static string NewId() => IdPrefix + RandomNumberGenerator.GetString(IdAlphabet, IdLength);

    public IReadOnlyList<Versioned<Plant>> Read(RecordRange range) => _plants.Read(range);

    /// <summary>Those whose ids are of a range, from memory where they are kept there.</summary>
    public IEnumerable<Versioned<Plant>> In(RecordRange range) => !_records.IsShared ? Read(range)
        : All.Where(plant => string.CompareOrdinal(plant.Id, range.First) >= 0
            && string.CompareOrdinal(plant.Id, range.Last) <= 0);

    public Versioned<Plant>? Find(string id) => _plants.Find(id);

    /// <summary>The plants that a soil channel of a device watches now.</summary>
    public IReadOnlyList<Versioned<Plant>> WatchedBy(StreamId stream) =>
        [.. All.Where(plant => plant.Value.Watched?.Stream == stream)];

    /// <summary>Another gateway may have changed plants, or what their species need.</summary>
    public void Notice() => Interlocked.Increment(ref _revision);

    public RecordChange Put(Plant plant, long? expected) => _plants.Put(plant.Id, plant, expected);

    public RecordChange Delete(Versioned<Plant> plant) => _plants.Delete(plant.Id, plant.Version);

    /// <summary>Makes all changes in one transaction, or none where somebody else has changed any of it.</summary>
    public bool TryCommit(params IReadOnlyList<RecordChange> changes)
    {
        if (!_records.TryCommit(changes)) return false;
        Interlocked.Increment(ref _revision);
        return true;
    }
}
