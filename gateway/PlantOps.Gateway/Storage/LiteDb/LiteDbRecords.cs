using System.Text;
using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>A collection a set. Ids are bytes: LiteDB would order text by the culture it was made under.</summary>
internal sealed class LiteDbRecords(LiteDbFile file) : IRecords
{
    private readonly Lock _writing = new();

    public bool IsShared => false;

    public StoredRecord? Find(RecordSet set, string id) => file.Read(engine => Find(engine, set, id));

    public IReadOnlyList<StoredRecord> Read(RecordSet set, RecordRange range) => file.Read(engine =>
    {
        var query = new Query
        {
            Where = { BsonExpression.Create("$._id BETWEEN @0 AND @1", Key(range.First), Key(range.Last)) },
            OrderBy = BsonExpression.Create("$._id"),
            Order = range.Backwards ? Query.Descending : Query.Ascending,
            Limit = range.Limit,
        };
        var found = new List<StoredRecord>();
        using var reader = engine.Query(set.Name, query);
        while (reader.Read()) found.Add(Read(reader.Current.AsDocument));
        return found;
    });

    public bool TryCommit(IReadOnlyList<RecordChange> changes)
    {
        // Nobody else writes records: what is expected stays true until it is committed.
        lock (_writing)
        {
            var versions = file.Read(engine => changes.Select(change => Find(engine, change.Set, change.Id)?.Version ?? 0).ToArray());
            if (changes.Where((change, i) => change.Expected is { } expected && expected != versions[i]).Any()) return false;
            file.Commit(engine =>
            {
                for (var i = 0; i < changes.Count; i++) Apply(engine, changes[i], versions[i] + 1);
            });
            return true;
        }
    }

    public static BsonDocument Write(StoredRecord record) => new()
    {
        ["_id"] = Key(record.Id),
        ["v"] = record.Version,
        ["j"] = record.Json,
    };

    private static void Apply(ILiteEngine engine, RecordChange change, long version)
    {
        if (change.Json is { } json) engine.Upsert(change.Set.Name, [Write(new StoredRecord(change.Id, version, json))], BsonAutoId.ObjectId);
        else engine.Delete(change.Set.Name, [Key(change.Id)]);
    }

    private static StoredRecord? Find(ILiteEngine engine, RecordSet set, string id)
    {
        using var reader = engine.Query(set.Name, new Query { Where = { BsonExpression.Create("$._id = @0", Key(id)) } });
        return reader.Read() ? Read(reader.Current.AsDocument) : null;
    }

    private static StoredRecord Read(BsonDocument document) =>
        new(Encoding.ASCII.GetString(document["_id"].AsBinary), document["v"].AsInt64, document["j"].AsString);

    private static BsonValue Key(string id) => Encoding.ASCII.GetBytes(id);
}
