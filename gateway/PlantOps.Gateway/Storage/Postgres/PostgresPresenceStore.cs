using Npgsql;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>When each device was last heard of, by any gateway.</summary>
internal sealed class PostgresPresenceStore(PostgresDatabase database) : IPresenceStore
{
    public IReadOnlyCollection<KeyValuePair<int, long>> Load() => database.Read(connection =>
        connection.Query("SELECT device, last_seen FROM presence", row => KeyValuePair.Create(row.GetInt32(0), row.UnixMs(1))));

    public void Save(IReadOnlyCollection<KeyValuePair<int, long>> lastSeen) =>
        database.Commit(connection => Write(connection, lastSeen));

    public static void Write(NpgsqlConnection connection, IReadOnlyCollection<KeyValuePair<int, long>> lastSeen)
    {
        // In order: gateways that save at the same time wait for each other instead of blocking each other.
        var ordered = lastSeen.OrderBy(pair => pair.Key).ToArray();
        connection.Execute(
            """
            INSERT INTO presence (device, last_seen) SELECT * FROM unnest($1, $2)
            ON CONFLICT (device) DO UPDATE SET last_seen = greatest(presence.last_seen, EXCLUDED.last_seen)
            """,
            ordered.Select(pair => pair.Key).ToArray(),
            ordered.Select(pair => PostgresTime.Of(pair.Value)).ToArray());
    }
}
