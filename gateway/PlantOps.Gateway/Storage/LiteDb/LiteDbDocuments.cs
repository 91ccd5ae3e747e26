using LiteDB;
using LiteDB.Engine;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Documents of one collection: an <c>_id</c> and a block.</summary>
internal sealed class LiteDbDocuments(string collection)
{
    public const string Block = "d";

    private const string Id = "_id";

    public static BsonDocument Document(long id, byte[] block) => new() { [Id] = id, [Block] = block };

    public static BsonDocument Document(long id) => new() { [Id] = id };

    public void Insert(ILiteEngine engine, IEnumerable<BsonDocument> documents) =>
        engine.Insert(collection, documents, BsonAutoId.Int64);

    public void Upsert(ILiteEngine engine, IEnumerable<BsonDocument> documents) =>
        engine.Upsert(collection, documents, BsonAutoId.Int64);

    /// <summary>Deletes ids first … last that exist.</summary>
    public void Delete(ILiteEngine engine, long first, long last)
    {
        var ids = new List<BsonValue>();
        for (var id = first; id <= last; id++) ids.Add(id);
        engine.Delete(collection, ids);
    }

    /// <summary>Documents with first ≤ id ≤ last by id, at most so many.</summary>
    /// <remarks>
    /// Parameters, not <c>Query.Between</c>: LiteDB keeps a compiled expression for every text it ever saw.
    /// Two comparisons in place of BETWEEN would scan.
    /// </remarks>
    public List<KeyValuePair<long, BsonDocument>> Between(ILiteEngine engine, long first, long last, int limit = int.MaxValue) =>
        Run(engine, new Query { Where = { BsonExpression.Create("$._id BETWEEN @0 AND @1", first, last) }, Limit = limit });

    /// <summary>The same from the last id backwards.</summary>
    public List<KeyValuePair<long, BsonDocument>> Last(ILiteEngine engine, long first, long last, int limit) =>
        Run(engine, new Query
        {
            Where = { BsonExpression.Create("$._id BETWEEN @0 AND @1", first, last) },
            OrderBy = BsonExpression.Create("$._id"),
            Order = Query.Descending,
            Limit = limit,
        });

    /// <summary>The ids first ≤ id ≤ last that exist, in order, without reading the documents.</summary>
    public List<long> Ids(ILiteEngine engine, long first, long last)
    {
        var ids = new List<long>();
        using var reader = engine.Query(collection, new Query
        {
            Select = BsonExpression.Create("{ i: $._id }"),
            Where = { BsonExpression.Create("$._id BETWEEN @0 AND @1", first, last) },
        });
        while (reader.Read()) ids.Add(reader.Current["i"].AsInt64);
        return ids;
    }

    private List<KeyValuePair<long, BsonDocument>> Run(ILiteEngine engine, Query query)
    {
        var found = new List<KeyValuePair<long, BsonDocument>>();
        using var reader = engine.Query(collection, query);
        while (reader.Read())
        {
            var document = reader.Current.AsDocument;
            found.Add(new(document[Id].AsInt64, document));
        }

        return found;
    }
}
