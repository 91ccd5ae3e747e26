using PlantOps.Gateway.Plants.Photos;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants;

/// <summary>Records of a feature that come and go with a plant, in the plant's own transaction.</summary>
internal interface IPlantRecords
{
    /// <summary>What is to be written with a new plant.</summary>
    IEnumerable<RecordChange> Added(string plantId) => [];

    /// <summary>What is to be deleted with a plant.</summary>
    IEnumerable<RecordChange> Removed(string plantId);
}

/// <summary>A plant's photos and journal.</summary>
internal sealed class PlantOwnRecords(IRecords records, PlantPhotos photos) : IPlantRecords
{
    public IEnumerable<RecordChange> Removed(string plantId) =>
    [
        .. photos.RemoveAll(plantId),
        .. records.Read(RecordSet.PlantJournal, RecordRange.Under($"{plantId}/"))
            .Select(entry => new RecordChange(RecordSet.PlantJournal, entry.Id, null, null)),
        new RecordChange(RecordSet.CalibrationAnswers, plantId, null, null),
    ];
}
