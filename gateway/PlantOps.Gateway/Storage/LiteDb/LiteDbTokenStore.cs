using LiteDB;
using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Tokens by key, and apart from them when each was last used.</summary>
internal sealed class LiteDbTokenStore(LiteDbFile file) : ITokenStore
{
    public const string Tokens = "tokens";
    public const string Uses = "token_uses";

    public IReadOnlyList<StoredToken> Load() => file.Read(engine =>
    {
        var uses = engine.All(Uses).ToDictionary(document => document["_id"].AsString, document => document["at"].AsInt64);
        return engine.All(Tokens).ConvertAll(document =>
            new StoredToken(Read(document), uses.TryGetValue(document["_id"].AsString, out var at) ? at : null));
    });

    public void Add(ApiToken token) => file.Commit(engine => engine.Insert(Tokens, [Write(token)], BsonAutoId.Guid));

    public void Remove(string key) => file.Commit(engine =>
    {
        engine.Delete(Tokens, [key]);
        engine.Delete(Uses, [key]);
    });

    public void SaveLastUsed(IReadOnlyCollection<KeyValuePair<string, long>> lastUsed) => file.Commit(engine =>
        engine.Upsert(Uses, lastUsed.Select(pair => WriteUse(pair.Key, pair.Value)), BsonAutoId.Guid));

    public static BsonDocument Write(ApiToken token) => new()
    {
        ["_id"] = token.Key,
        ["name"] = token.Name,
        ["role"] = TokenRoles.Name(token.Role),
        ["created_at"] = token.CreatedAt,
    };

    public static BsonDocument WriteUse(string token, long at) => new() { ["_id"] = token, ["at"] = at };

    private static ApiToken Read(BsonDocument document) => new(
        document["_id"].AsString,
        document["name"].AsString,
        TokenRoles.Parse(document["role"].AsString)
            ?? throw new InvalidDataException($"Token '{document["name"].AsString}' has a role that this version does not know: {document["role"].AsString}"),
        document["created_at"].AsInt64);
}
