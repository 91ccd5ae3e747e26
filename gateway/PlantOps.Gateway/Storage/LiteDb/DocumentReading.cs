using System.Text.Json;
using LiteDB;
using LiteDB.Engine;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// Reads documents so that a damaged one hides no other. In the ordinary case all of them at once; where that fails or one of
/// them is not what it was, each by the key that the index has, so that it is known which one is damaged.
/// </summary>
internal static class DocumentReading
{
    private const string Id = "_id";
    private const int MaxName = 16;

    /// <summary>Documents by key, the damaged ones with what is wrong with them.</summary>
    /// <exception cref="StoreUnavailableException">The database, or the collection's index, cannot be read.</exception>
    public static List<FoundDocument> Documents(this LiteDbFile file, string collection, DocumentRange range)
    {
        var lost = file.Lost(collection).Where(range.Contains).ToList();
        try
        {
            var (found, isWhole) = file.Read(engine => RunBothWays(engine, collection, range));
            if (isWhole && lost.Count == 0 && found.TrueForAll(document => document.IsIntact()) && range.IsInOrder(found))
                return found.ConvertAll(document => new FoundDocument(document[Id], document, null));
        }
        catch (StoreUnavailableException exception) when (IsDamage(exception))
        {
            // One of them cannot even be decoded.
        }

        var ids = file.Read(engine => engine.Keys(collection, range with { Limit = int.MaxValue }));
        var all = InOrder(ids.Concat(lost), range);
        return [.. all.Take(range.Limit).Select(id => file.Document(collection, id) ?? Lost(file, collection, id))
            .OfType<FoundDocument>()];
    }

    /// <summary>One document; <see langword="null"/> where there is none.</summary>
    public static FoundDocument? Document(this LiteDbFile file, string collection, BsonValue id)
    {
        try
        {
            var found = file.Read(engine => Run(engine, collection, new DocumentRange(id, id).ToQuery()));
            if (found is not [var document]) return null;
            var damage = document[Id] != id ? "its key is damaged" : document.IsIntact() ? null : "its checksum does not match";
            return new FoundDocument(id, document, damage);
        }
        catch (StoreUnavailableException exception) when (IsDamage(exception))
        {
            return new FoundDocument(id, null, $"it cannot be decoded ({exception.InnerException!.Message})");
        }
    }

    /// <summary>What the documents of a small collection mean. One that cannot be read is reported and left out.</summary>
    public static List<T> Load<T>(this LiteDbFile file, string collection, Func<BsonDocument, T> read)
    {
        var loaded = new List<T>();
        foreach (var found in file.Documents(collection, DocumentRange.All))
        {
            var damage = found.Damage;
            try
            {
                if (damage is null) loaded.Add(read(found.Document!));
            }
            catch (Exception exception) when (exception is InvalidDataException or JsonException)
            {
                damage = exception.Message;
            }

            if (damage is null) file.Unreadable.Readable(collection, NameOf(found.Id));
            else file.Unreadable.Report(collection, NameOf(found.Id), damage);
        }

        return loaded;
    }

    /// <summary>
    /// The keys of a collection, from its index: also those of documents that cannot be read. The index is a list that can be
    /// followed both ways; where one of them is damaged, it has those that the other one finds.
    /// </summary>
    public static List<BsonValue> Keys(this ILiteEngine engine, string collection, DocumentRange? range = null)
    {
        var wanted = range ?? DocumentRange.All;
        var forth = KeysOneWay(engine, collection, wanted);
        var back = KeysOneWay(engine, collection, wanted.Reversed());
        back.Reverse();
        if (forth.SequenceEqual(back) && forth.TrueForAll(wanted.Contains)) return forth;
        return InOrder(forth.Concat(back), wanted);
    }

    public static string Text(this BsonDocument document, string name) =>
        document[name] is { IsString: true } value ? value.AsString : throw Missing(name, "text");

    public static byte[] Bytes(this BsonDocument document, string name) =>
        document[name] is { IsBinary: true } value ? value.AsBinary : throw Missing(name, "bytes");

    public static long Integer(this BsonDocument document, string name) =>
        document[name] is { Type: BsonType.Int32 or BsonType.Int64 } value ? value.AsInt64 : throw Missing(name, "whole number");

    public static int Integer32(this BsonDocument document, string name) =>
        document.Integer(name) is >= int.MinValue and <= int.MaxValue and var value
            ? (int)value
            : throw Missing(name, "whole number of 32 bits");

    // Where the index still has it, its data is lost; else it was deleted in the meantime.
    private static FoundDocument? Lost(LiteDbFile file, string collection, BsonValue id)
    {
        if (file.Lost(collection).Contains(id)) return new FoundDocument(id, null, "its index does not lead to it");
        return file.Read(engine => engine.Keys(collection, new DocumentRange(id, id))).Count > 0
            ? new FoundDocument(id, null, "its data cannot be found")
            : null;
    }

    private static List<BsonValue> InOrder(IEnumerable<BsonValue> ids, DocumentRange range)
    {
        // A damaged key may come out of its order: whoever goes on behind it would come by the same documents for ever.
        var all = ids.Where(range.Contains).DistinctBy(id => id.ToString()).Order();
        return [.. range.Backwards ? all.Reverse() : all];
    }

    // What a disk says is no damage: it may be over in a moment.
    private static bool IsDamage(StoreUnavailableException exception) =>
        exception.InnerException is not (null or IOException or UnauthorizedAccessException);

    // Tokens and codes are keyed by the hash of a secret, of which a part is enough to tell them apart.
    private static string NameOf(BsonValue id) =>
        id.IsString ? id.AsString[..Math.Min(MaxName, id.AsString.Length)] : id.RawValue?.ToString() ?? "?";

    private static InvalidDataException Missing(string name, string what) => new($"it has no {what} '{name}'");

    private static (List<BsonDocument> Found, bool IsWhole) RunBothWays(
        ILiteEngine engine, string collection, DocumentRange range)
    {
        var found = Run(engine, collection, range.ToQuery());
        var back = KeysOneWay(engine, collection, range.Covered(found).Reversed());
        back.Reverse();
        return (found, back.SequenceEqual(found.Select(document => document[Id])));
    }

    private static List<BsonValue> KeysOneWay(ILiteEngine engine, string collection, DocumentRange range) =>
        Run(engine, collection, range.ToQuery("{ i: $._id }")).ConvertAll(document => document["i"]);

    private static List<BsonDocument> Run(ILiteEngine engine, string collection, Query query)
    {
        var documents = new List<BsonDocument>();
        using var reader = engine.Query(collection, query);
        while (reader.Read()) documents.Add(reader.Current.AsDocument);
        return documents;
    }
}

/// <summary>A document, and what is wrong with it.</summary>
/// <param name="Id">Its key, as the index has it.</param>
/// <param name="Document">What could be decoded of it; always there where nothing is wrong.</param>
/// <param name="Damage">Why it is not to be believed; <see langword="null"/> where it is.</param>
internal readonly record struct FoundDocument(BsonValue Id, BsonDocument? Document, string? Damage);

/// <summary>Keys from the first to the last, both included; every one where there are none.</summary>
internal sealed record DocumentRange(BsonValue? First, BsonValue? Last)
{
    public static readonly DocumentRange All = new(null, null);

    public int Limit { get; init; } = int.MaxValue;

    public bool Backwards { get; init; }

    /// <remarks>
    /// Parameters, not <c>Query.Between</c>: LiteDB keeps a compiled expression for every text it ever saw. Two comparisons in
    /// place of BETWEEN would scan.
    /// </remarks>
    public Query ToQuery(string? select = null)
    {
        var query = new Query { Limit = Limit };
        if (select is not null) query.Select = BsonExpression.Create(select);
        if (First is not null) query.Where.Add(BsonExpression.Create("$._id BETWEEN @0 AND @1", First, Last));
        if (Backwards) (query.OrderBy, query.Order) = (BsonExpression.Create("$._id"), Query.Descending);
        return query;
    }

    public bool Contains(BsonValue id) => First is null || (id >= First && id <= Last!);

    /// <summary>From the other end.</summary>
    public DocumentRange Reversed() => this with { Backwards = !Backwards };

    /// <summary>Up to where documents were found, which the limit may have ended.</summary>
    public DocumentRange Covered(List<BsonDocument> found)
    {
        if (found.Count < Limit || found.Count == 0) return this with { Limit = int.MaxValue };
        var end = found[^1]["_id"];
        return Backwards ? new DocumentRange(end, Last) { Backwards = true } : new DocumentRange(First, end);
    }

    /// <summary>Whether the documents have the keys that the index found them by, as far as that can be told.</summary>
    public bool IsInOrder(List<BsonDocument> documents)
    {
        if (First is not { } first || Last is not { } last) return true;
        BsonValue? before = null;
        foreach (var document in documents)
        {
            var id = document["_id"];
            if (id.Type != first.Type || id.CompareTo(first) < 0 || id.CompareTo(last) > 0) return false;
            if (before is not null && (Backwards ? before.CompareTo(id) : id.CompareTo(before)) <= 0) return false;
            before = id;
        }

        return true;
    }
}
