using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants;

/// <summary>A plant's photo and journal.</summary>
internal sealed class PlantOwnRecords(IRecords records) : IPlantRecords
{
    public IEnumerable<RecordChange> Removed(string plantId) =>
    [
        new RecordChange(RecordSet.PlantPhotos, plantId, null, null),
        .. records.Read(RecordSet.PlantJournal, RecordRange.Under($"{plantId}/"))
            .Select(entry => new RecordChange(RecordSet.PlantJournal, entry.Id, null, null)),
    ];
}
