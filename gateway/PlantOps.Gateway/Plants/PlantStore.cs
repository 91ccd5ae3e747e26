using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Plants;

/// <summary>Where plants live.</summary>
internal sealed class PlantStore(IRecords records)
{
    private readonly RecordsOf<Plant> _plants = new(records, RecordSet.Plants, GatewayJson.Default.Plant);

    public IReadOnlyList<Kept<Plant>> All => _plants.Read(RecordRange.All);

    public Kept<Plant>? Find(string id) => _plants.Find(id);
}
