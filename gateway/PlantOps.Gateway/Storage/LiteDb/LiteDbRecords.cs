using System.Text;
using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>A collection a set. Ids are bytes: LiteDB would order text by the culture it was made under.</summary>
internal sealed class LiteDbRecords(LiteDbFile file) : IRecords
{
    private readonly Lock _writing = new();

    public bool IsShared => false;

    public UnreadableRecords Unreadable => file.Unreadable;

    public StoredRecord? Find(RecordSet set, string id) => file.Document(set.Name, Key(id)) is { } found ? Read(found) : null;

    public IReadOnlyList<StoredRecord> Read(RecordSet set, RecordRange range) =>
        file.Documents(set.Name,
            new DocumentRange(Key(range.First), Key(range.Last)) { Limit = range.Limit, Backwards = range.Backwards })
            .ConvertAll(Read);

    public bool TryCommit(IReadOnlyList<RecordChange> changes)
    {
        // Nobody else writes records: what is expected stays true until it is committed.
        lock (_writing)
        {
            var versions = changes.Select(change => Find(change.Set, change.Id)?.Version ?? 0).ToArray();
            if (changes.Where((change, i) => change.Expected is { } expected && expected != versions[i]).Any()) return false;
            file.Commit(engine =>
            {
                for (var i = 0; i < changes.Count; i++) Apply(engine, changes[i], versions[i] + 1);
            });
            foreach (var change in changes) Unreadable.Readable(change.Set.Name, change.Id);
            return true;
        }
    }

    public static BsonDocument Write(StoredRecord record) => new BsonDocument
    {
        ["_id"] = Key(record.Id),
        ["v"] = record.Version,
        ["j"] = record.Json,
    }.Sealed();

    private static void Apply(ILiteEngine engine, RecordChange change, long version)
    {
        if (change.Json is { } json)
            engine.Upsert(change.Set.Name, [Write(new StoredRecord(change.Id, version, json))], BsonAutoId.ObjectId);
        else engine.Delete(change.Set.Name, [Key(change.Id)]);
    }

    private static StoredRecord Read(FoundDocument found)
    {
        var id = Encoding.ASCII.GetString(found.Id.AsBinary);
        var version = found.Document?["v"] is { IsInt64: true } stored ? stored.AsInt64 : 0;
        if (found.Damage is { } damage) return new StoredRecord(id, version, string.Empty) { Damage = damage };
        return found.Document!["j"] is { IsString: true } json
            ? new StoredRecord(id, version, json.AsString)
            : new StoredRecord(id, version, string.Empty) { Damage = "it has no content" };
    }

    private static BsonValue Key(string id) => Encoding.ASCII.GetBytes(id);
}
