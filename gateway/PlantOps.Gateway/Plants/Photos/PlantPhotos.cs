using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Photos;

/// <summary>Where pictures live, one a plant.</summary>
internal sealed class PlantPhotos(IRecords records)
{
    private readonly RecordStore<PlantPhoto> _photos = new(records, RecordSet.PlantPhotos, PlantRecordsJson.Default.PlantPhoto);

    public Versioned<PlantPhoto>? Find(string plantId) => _photos.Find(plantId);

    public RecordChange Put(string plantId, PlantPhoto photo) => _photos.Put(plantId, photo);

    public RecordChange Delete(string plantId) => _photos.Delete(plantId);
}
