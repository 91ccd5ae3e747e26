using LiteDB;
using LiteDB.Engine;

namespace PlantOps.Gateway.Storage.LiteDb;

internal static class CollectionReading
{
    /// <summary>Every document of a small collection, by <c>_id</c>.</summary>
    public static List<BsonDocument> All(this ILiteEngine engine, string collection)
    {
        var documents = new List<BsonDocument>();
        using var reader = engine.Query(collection, new Query());
        while (reader.Read()) documents.Add(reader.Current.AsDocument);
        return documents;
    }

    /// <summary>The names of the collections that the file has.</summary>
    public static List<string> CollectionNames(this ILiteEngine engine) =>
        engine.All("$cols").Where(entry => entry["type"] == "user").Select(entry => entry["name"].AsString).ToList();

    public static bool HasAny(this ILiteEngine engine, string collection)
    {
        using var reader = engine.Query(collection, new Query { Limit = 1 });
        return reader.Read();
    }
}
