using LiteDB;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>When each device was last heard of, by its number.</summary>
internal sealed class LiteDbPresenceStore(LiteDbFile file) : IPresenceStore
{
    public const string Collection = "presence";

    public IReadOnlyCollection<KeyValuePair<int, long>> Load() => file.Read(engine => engine.All(Collection).ConvertAll(document =>
        KeyValuePair.Create(document["_id"].AsInt32, document["last_seen"].AsInt64)));

    public void Save(IReadOnlyCollection<KeyValuePair<int, long>> lastSeen) => file.Commit(engine =>
        engine.Upsert(
            Collection,
            lastSeen.Select(Write),
            BsonAutoId.Int32));

    public static BsonDocument Write(KeyValuePair<int, long> lastSeen) => new() { ["_id"] = lastSeen.Key, ["last_seen"] = lastSeen.Value };
}
