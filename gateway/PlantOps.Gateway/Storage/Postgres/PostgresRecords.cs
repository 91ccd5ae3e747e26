using Npgsql;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>All sets in one table.</summary>
internal sealed class PostgresRecords(PostgresDatabase database, UnreadableRecords unreadable) : IRecords
{
    private const string Select = "SELECT id, version, body::text FROM records WHERE collection = $1 ";

    public bool IsShared => true;

    public UnreadableRecords Unreadable => unreadable;

    public StoredRecord? Find(RecordSet set, string id) => database.Read(connection =>
        connection.Query(Select + "AND id = $2", Read, set.Name, id).FirstOrDefault());

    public IReadOnlyList<StoredRecord> Find(RecordSet set, IReadOnlyCollection<string> ids) =>
        database.Read(connection => Find(connection, set, [.. ids]));

    public IReadOnlyList<StoredRecord> Read(RecordSet set, RecordRange range) => database.Read(connection => connection.Query(
        Select + "AND id BETWEEN $2 AND $3 ORDER BY id " + (range.Backwards ? "DESC" : "ASC") + " LIMIT $4",
        Read, set.Name, range.First, range.Last, range.Limit));

    public ChangedItems<StoredRecord> Changed(RecordSet set, ReadMark? since) => database.Read(connection => ChangedRows.Read(
        connection, set.Name, IsNoted(set) ? since : null, () => [],
        keys => Find(connection, set, keys)));

    // Word for word as the index of the schema has it, which is of these alone.
    public IReadOnlyList<StoredRecord>? UnendedAlerts() => database.Read(connection => connection.Query(
        "SELECT id, version, body::text FROM records WHERE collection = 'alerts' AND body ->> 'recovered_at' IS NULL", Read));

    public bool TryCommit(IReadOnlyList<RecordChange> changes)
    {
        // In order: gateways that change the same ones wait for each other instead of blocking each other.
        var ordered = changes.OrderBy(change => change.Set.Name, StringComparer.Ordinal)
            .ThenBy(change => change.Id, StringComparer.Ordinal).ToArray();
        try
        {
            database.Commit(connection =>
            {
                if (!ordered.All(change => Apply(connection, change))) throw new UnexpectedVersionException();
            });
            return true;
        }
        catch (UnexpectedVersionException)
        {
            return false;
        }
    }

    public static void Write(NpgsqlConnection connection, RecordSet set, StoredRecord record) => connection.Execute(
        "INSERT INTO records (collection, id, version, body) VALUES ($1, $2, $3, $4::jsonb)", set.Name, record.Id, record.Version,
        record.Json);

    // As the trigger of the schema does.
    private static bool IsNoted(RecordSet set) => set == RecordSet.Plants;

    private static List<StoredRecord> Find(NpgsqlConnection connection, RecordSet set, string[] ids) =>
        connection.Query(Select + "AND id = ANY ($2)", Read, set.Name, ids);

    private static bool Apply(NpgsqlConnection connection, RecordChange change) => change switch
    {
        { Json: null, Expected: null } => connection.Execute(
            "DELETE FROM records WHERE collection = $1 AND id = $2", change.Set.Name, change.Id) >= 0,
        { Json: null, Expected: { } expected } => connection.Execute(
            "DELETE FROM records WHERE collection = $1 AND id = $2 AND version = $3", change.Set.Name, change.Id, expected) == 1,
        { Expected: null } => connection.Execute(
            """
            INSERT INTO records AS r (collection, id, version, body) VALUES ($1, $2, 1, $3::jsonb)
            ON CONFLICT (collection, id) DO UPDATE SET version = r.version + 1, body = EXCLUDED.body
            """,
            change.Set.Name, change.Id, change.Json) == 1,
        { Expected: 0 } => connection.Execute(
            "INSERT INTO records (collection, id, version, body) VALUES ($1, $2, 1, $3::jsonb) ON CONFLICT DO NOTHING",
            change.Set.Name, change.Id, change.Json) == 1,
        { Expected: { } expected } => connection.Execute(
            "UPDATE records SET version = version + 1, body = $3::jsonb WHERE collection = $1 AND id = $2 AND version = $4",
            change.Set.Name, change.Id, change.Json, expected) == 1,
    };

    private static StoredRecord Read(NpgsqlDataReader row) => new(row.GetString(0), row.GetInt64(1), row.GetString(2));

    /// <summary>Ends the transaction; nobody outside sees it.</summary>
    private sealed class UnexpectedVersionException : Exception;
}
