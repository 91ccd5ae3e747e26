using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.VirtualPlants;

/// <summary>Which virtual plants there are. One that is removed as a plant goes with it.</summary>
internal sealed class VirtualPlantStore(IRecords records, GatewayIdentity identity, DataDirectory directory) : IPlantRecords
{
    private readonly RecordStore<VirtualPlant> _plants =
        new(records, RecordSet.VirtualPlants, VirtualPlantsJson.Default.VirtualPlant);

    /// <summary>What earlier versions called this gateway, of which a container that is made anew is another.</summary>
    private readonly string _earlierHome = $"{Environment.MachineName}:{directory.Path}";

    /// <summary>This gateway, among those that share a store.</summary>
    public string Home => identity.Id;

    /// <summary>Those that this gateway runs.</summary>
    public IReadOnlyList<VirtualPlant> Own => [.. _plants.Read(RecordRange.All).Select(plant => plant.Value).Where(IsOwn)];

    public RecordChange Put(VirtualPlant plant) => _plants.Put(plant.PlantId, plant, expected: 0);

    public IEnumerable<RecordChange> Removed(string plantId) => [_plants.Delete(plantId)];

    private bool IsOwn(VirtualPlant plant) => !records.IsShared || plant.Home == Home || plant.Home == _earlierHome;
}
