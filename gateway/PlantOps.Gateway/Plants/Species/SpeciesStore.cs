using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>Where the profiles live that users made or changed.</summary>
internal sealed class SpeciesStore(IRecords records)
{
    private readonly RecordStore<SpeciesProfile> _species = new(
        records, RecordSet.Species, PlantRecordsJson.Default.SpeciesProfile);

    private string _versions = string.Empty;
    private long _revision;

    /// <summary>Another one after each change that was made here or noticed.</summary>
    public long Revision => Interlocked.Read(ref _revision);

    public IReadOnlyList<Versioned<SpeciesProfile>> All => _species.Read(RecordRange.All);

    public Versioned<SpeciesProfile>? Find(string id) => _species.Find(id);

    /// <param name="profile">What it is from now on.</param>
    /// <param name="expected">See <see cref="RecordChange"/>.</param>
    public bool TryPut(SpeciesProfile profile, long? expected) => TryCommit(_species.Put(profile.Id, profile, expected));

    public bool TryDelete(string id, long expected) => TryCommit(_species.Delete(id, expected));

    /// <summary>Looks whether another gateway has changed any. Not for several threads.</summary>
    public void Notice()
    {
        var versions = string.Join(' ', All.Select(species => $"{species.Id}/{species.Version}"));
        if (versions == _versions) return;
        _versions = versions;
        Interlocked.Increment(ref _revision);
    }

    private bool TryCommit(RecordChange change)
    {
        if (!records.TryCommit([change])) return false;
        Interlocked.Increment(ref _revision);
        return true;
    }
}
