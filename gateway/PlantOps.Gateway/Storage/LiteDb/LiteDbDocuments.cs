using LiteDB;
using LiteDB.Engine;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Documents of one collection: an <c>_id</c> and a block.</summary>
internal sealed class LiteDbDocuments(string collection)
{
    public const string Block = "d";

    private const string Id = "_id";

    public static BsonDocument Document(long id, byte[] block) => new BsonDocument { [Id] = id, [Block] = block }.Sealed();

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

    /// <summary>Deletes those of the ids that exist.</summary>
    public void Delete(ILiteEngine engine, IEnumerable<long> ids) =>
        engine.Delete(collection, ids.Select(id => new BsonValue(id)));

    /// <summary>Documents with first ≤ id ≤ last by id, at most so many; the damaged ones with what is wrong with them.</summary>
    public List<StoredBlock> Read(LiteDbFile file, long first, long last, int limit = int.MaxValue, bool backwards = false) =>
        file.Documents(collection, new DocumentRange(first, last) { Limit = limit, Backwards = backwards })
            .ConvertAll(found => new StoredBlock(found.Id.AsInt64, found.Document, found.Damage));

    /// <summary>Documents with first ≤ id ≤ last by id, at most so many, as they are.</summary>
    public List<KeyValuePair<long, BsonDocument>> Between(ILiteEngine engine, long first, long last, int limit = int.MaxValue) =>
        Run(engine, new DocumentRange(first, last) { Limit = limit }.ToQuery());

    /// <summary>The ids first ≤ id ≤ last that exist, in order, without reading the documents.</summary>
    public List<long> Ids(ILiteEngine engine, long first, long last) =>
        engine.Keys(collection, new DocumentRange(first, last)).ConvertAll(id => id.AsInt64);

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

/// <summary>A block by the id that the index has.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Document">What could be decoded of it.</param>
/// <param name="Damage">Why it is not to be believed; <see langword="null"/> where it is as far as its document goes.</param>
internal readonly record struct StoredBlock(long Id, BsonDocument? Document, string? Damage)
{
    /// <summary>What it holds.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public byte[] Content => Damage is null
        ? Document!.Bytes(LiteDbDocuments.Block)
        : throw new InvalidDataException(Damage);
}
