using LiteDB.Engine;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>Which readings of each device are stored, on disk: an index that can be made anew from the buckets.</summary>
internal sealed partial class IdentityCollection(LiteDbFile file, BucketCollection buckets, ILogger logger)
{
    private readonly LiteDbDocuments _identities = new("identities");

    public void Load(ReadingMemory memory)
    {
        foreach (var device in _identities.Read(file, 0, int.MaxValue)) memory.Load((int)device.Id, Decode(device));
    }

    public void Put(ILiteEngine engine, int device, byte[] identities) =>
        _identities.Upsert(engine, [LiteDbDocuments.Document(device, identities)]);

    private DeviceIdentities Decode(StoredBlock device)
    {
        try
        {
            return DeviceIdentities.Decode(device.Content);
        }
        catch (InvalidDataException e)
        {
            Log.IdentitiesDamaged(logger, (int)device.Id, file.Place, e);
            return Rebuild((int)device.Id);
        }
    }

    private DeviceIdentities Rebuild(int device)
    {
        var identities = new DeviceIdentities();
        foreach (var readings in buckets.All(device))
        {
            foreach (var reading in readings) identities.Add(reading);
        }

        return identities;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2012, Level = LogLevel.Warning, Message = "The index of device {Device} in {Database} is damaged; it is made anew from its buckets")]
        public static partial void IdentitiesDamaged(ILogger logger, int device, string database, Exception exception);
    }
}
