using Npgsql;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>Tokens by key, and apart from them when each was last used, by any gateway.</summary>
internal sealed class PostgresTokenStore(PostgresDatabase database, UnreadableRecords unreadable) : ITokenStore
{
    public IReadOnlyList<StoredToken> Load() => [.. database.Read(connection => connection.Query(
        "SELECT key, name, role, created_at, at FROM tokens LEFT JOIN token_uses USING (key) ORDER BY created_at", Read))
        .OfType<StoredToken>()];

    public void Add(ApiToken token) => database.Commit(connection => Write(connection, token));

    public void Remove(string key) => database.Commit(connection =>
    {
        connection.Execute("DELETE FROM tokens WHERE key = $1", key);
        connection.Execute("DELETE FROM token_uses WHERE key = $1", key);
    });

    public void SaveLastUsed(IReadOnlyCollection<KeyValuePair<string, long>> lastUsed) =>
        database.Commit(connection => WriteUses(connection, lastUsed));

    public static void Write(NpgsqlConnection connection, ApiToken token) => connection.Execute(
        "INSERT INTO tokens (key, name, role, created_at) VALUES ($1, $2, $3, $4)",
        token.Key, token.Name, TokenRoles.Name(token.Role), PostgresTime.Of(token.CreatedAt));

    public static void WriteUses(NpgsqlConnection connection, IReadOnlyCollection<KeyValuePair<string, long>> lastUsed)
    {
        // In order: gateways that save at the same time wait for each other instead of blocking each other.
        var ordered = lastUsed.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray();
        connection.Execute(
            """
            INSERT INTO token_uses (key, at) SELECT * FROM unnest($1, $2)
            ON CONFLICT (key) DO UPDATE SET at = greatest(token_uses.at, EXCLUDED.at)
            """,
            ordered.Select(pair => pair.Key).ToArray(),
            ordered.Select(pair => PostgresTime.Of(pair.Value)).ToArray());
    }

    // A token of a newer version lets nobody in here, and keeps nobody else out.
    private StoredToken? Read(NpgsqlDataReader row)
    {
        if (TokenRoles.Parse(row.GetString(2)) is not { } role)
        {
            unreadable.Report("tokens", row.GetString(1), $"it has a role that this version does not know: {row.GetString(2)}");
            return null;
        }

        var token = new ApiToken(row.GetString(0), row.GetString(1), role, row.UnixMs(3));
        return new StoredToken(token, row.IsDBNull(4) ? null : row.UnixMs(4));
    }
}
