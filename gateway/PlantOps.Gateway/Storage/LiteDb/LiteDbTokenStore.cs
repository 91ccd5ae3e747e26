using LiteDB;
using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>Tokens by key, and apart from them when each was last used.</summary>
internal sealed class LiteDbTokenStore(LiteDbFile file) : ITokenStore
{
    public const string Tokens = "tokens";
    public const string Uses = "token_uses";

    public IReadOnlyList<StoredToken> Load()
    {
        var uses = file.Load(Uses, document => KeyValuePair.Create(document.Text("_id"), document.Integer("at"))).ToDictionary();
        return file.Load(Tokens, Read)
            .ConvertAll(token => new StoredToken(token, uses.TryGetValue(token.Key, out var at) ? at : null));
    }

    public void Add(ApiToken token) => file.Commit(engine => engine.Insert(Tokens, [Write(token)], BsonAutoId.Guid));

    public void Remove(string key) => file.Commit(engine =>
    {
        engine.Delete(Tokens, [key]);
        engine.Delete(Uses, [key]);
    });

    public void SaveLastUsed(IReadOnlyCollection<KeyValuePair<string, long>> lastUsed) => file.Commit(engine =>
        engine.Upsert(Uses, lastUsed.Select(pair => WriteUse(pair.Key, pair.Value)), BsonAutoId.Guid));

    public static BsonDocument Write(ApiToken token) => new BsonDocument
    {
        ["_id"] = token.Key,
        ["name"] = token.Name,
        ["role"] = TokenRoles.Name(token.Role),
        ["created_at"] = token.CreatedAt,
    }.Sealed();

    public static BsonDocument WriteUse(string token, long at) =>
        new BsonDocument { ["_id"] = token, ["at"] = at }.Sealed();

    private static ApiToken Read(BsonDocument document) => new(
        document.Text("_id"),
        document.Text("name"),
        TokenRoles.Parse(document.Text("role"))
            ?? throw new InvalidDataException(
                $"token '{document.Text("name")}' has a role that this version does not know: {document.Text("role")}"),
        document.Integer("created_at"));
}
