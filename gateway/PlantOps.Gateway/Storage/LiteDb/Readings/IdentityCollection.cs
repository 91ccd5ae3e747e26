using LiteDB.Engine;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>Which readings of each device are stored, on disk: an index that can be made anew from the buckets.</summary>
internal sealed partial class IdentityCollection(LiteDbFile file, BucketCollection buckets, ILogger logger)
{
    private readonly LiteDbDocuments _identities = new("identities");

    public void Load(ReadingMemory memory)
    {
        foreach (var block in _identities.Read(file, 0, int.MaxValue)) memory.Load(new StreamId((int)block.Id), Decode(block));
    }

    public void Put(ILiteEngine engine, StreamId stream, byte[] identities) =>
        _identities.Upsert(engine, [LiteDbDocuments.Document(stream.Number, identities)]);

    private DeviceIdentities Decode(StoredBlock block)
    {
        try
        {
            return DeviceIdentities.Decode(block.Content);
        }
        catch (InvalidDataException e)
        {
            Log.IdentitiesDamaged(logger, (int)block.Id, file.Place, e);
            return Rebuild(new StreamId((int)block.Id));
        }
    }

    private DeviceIdentities Rebuild(StreamId stream)
    {
        var identities = new DeviceIdentities();
        foreach (var readings in buckets.All(stream))
        {
            foreach (var reading in readings) identities.Add(reading);
        }

        return identities;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2012, Level = LogLevel.Warning,
            Message = "The index of device {Device} in {Database} is damaged; it is made anew from its buckets")]
        public static partial void IdentitiesDamaged(ILogger logger, int device, string database, Exception exception);
    }
}
