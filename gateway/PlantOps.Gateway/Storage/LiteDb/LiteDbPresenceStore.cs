using LiteDB;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>When each device was last heard of, by its number.</summary>
internal sealed class LiteDbPresenceStore(LiteDbFile file) : IPresenceStore
{
    public const string Collection = "presence";

    public IReadOnlyCollection<KeyValuePair<int, long>> Load() => file.Load(Collection, document =>
        KeyValuePair.Create(document.Integer32("_id"), document.Integer("last_seen")));

    public void Save(IReadOnlyCollection<KeyValuePair<int, long>> lastSeen) => file.Commit(engine =>
        engine.Upsert(
            Collection,
            lastSeen.Select(Write),
            BsonAutoId.Int32));

    public static BsonDocument Write(KeyValuePair<int, long> lastSeen) =>
        new BsonDocument { ["_id"] = lastSeen.Key, ["last_seen"] = lastSeen.Value }.Sealed();
}
