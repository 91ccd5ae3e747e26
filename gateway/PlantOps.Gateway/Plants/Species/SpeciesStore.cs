using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Plants.Species;

/// <summary>Where the profiles live that users made or changed.</summary>
internal sealed class SpeciesStore(IRecords records)
{
    private readonly RecordsOf<SpeciesProfile> _species = new(records, RecordSet.Species, GatewayJson.Default.SpeciesProfile);

    public IReadOnlyList<Kept<SpeciesProfile>> All => _species.Read(RecordRange.All);

    public Kept<SpeciesProfile>? Find(string id) => _species.Find(id);

    /// <param name="profile">What it is from now on.</param>
    /// <param name="expected">See <see cref="RecordChange"/>.</param>
    public bool TryPut(SpeciesProfile profile, long? expected) => records.TryCommit([_species.Put(profile.Id, profile, expected)]);

    public bool TryDelete(string id, long expected) => records.TryCommit([_species.Delete(id, expected)]);
}
