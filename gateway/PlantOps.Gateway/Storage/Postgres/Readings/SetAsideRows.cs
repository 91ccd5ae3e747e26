using Npgsql;
using NpgsqlTypes;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>Messages that could not be read: the newest of them.</summary>
internal static class SetAsideRows
{
    // Skips what another gateway is deleting.
    private const string Trim =
        """
        DELETE FROM set_aside WHERE id IN (
          SELECT id FROM set_aside WHERE id <= (SELECT id FROM set_aside ORDER BY id DESC OFFSET $1 LIMIT 1) FOR UPDATE SKIP LOCKED)
        """;

    // Of a value that is kept apart its length is known without reading it.
    private const string CutOlder =
        """
        UPDATE set_aside SET payload = substr(payload, 1, $1) WHERE id IN (
          SELECT id FROM set_aside WHERE octet_length(payload) > $1 ORDER BY id DESC OFFSET $2)
        """;

    /// <summary>Adds messages within a transaction and lets the oldest go.</summary>
    public static void Add(NpgsqlConnection connection, IReadOnlyList<SetAsideMessage> messages)
    {
        if (messages.Count == 0) return;
        using (var importer = connection.BeginBinaryImport(
            "COPY set_aside (device, at, topic, reason, detail, payload) FROM STDIN (FORMAT BINARY)"))
        {
            foreach (var message in messages.TakeLast(SetAsideMessage.MaxKept)) Write(importer, message);
            importer.Complete();
        }

        connection.Execute(Trim, SetAsideMessage.MaxKept);
        if (messages.Any(message => message.Payload.Length > SetAsideMessage.MaxHead))
            connection.Execute(CutOlder, SetAsideMessage.MaxHead, SetAsideMessage.MaxWhole);
    }

    public static List<SetAsideMessage> Newest(NpgsqlConnection connection, int limit) => connection.Query(
        "SELECT device, at, topic, reason, detail, payload FROM set_aside ORDER BY id DESC LIMIT $1", Read, limit);

    /// <summary>The newest of those whose number is smaller.</summary>
    public static List<StoredSetAside> Before(NpgsqlConnection connection, long before, int limit) => connection.Query(
        "SELECT device, at, topic, reason, detail, payload, id FROM set_aside WHERE id < $1 ORDER BY id DESC LIMIT $2",
        row => new StoredSetAside(row.GetInt64(6), Read(row)),
        before,
        limit);

    private static void Write(NpgsqlBinaryImporter importer, SetAsideMessage message)
    {
        importer.StartRow();
        importer.Write(message.Device, NpgsqlDbType.Integer);
        importer.Write(PostgresTime.Of(message.ReceivedAt), NpgsqlDbType.TimestampTz);
        importer.Write(SetAsideMessage.Storable(message.Topic), NpgsqlDbType.Text);
        importer.Write(message.Reason, NpgsqlDbType.Text);
        importer.Write(SetAsideMessage.Storable(message.Detail), NpgsqlDbType.Text);
        importer.Write(SetAsideMessage.Storable(message.Payload), NpgsqlDbType.Bytea);
    }

    private static SetAsideMessage Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.UnixMs(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetFieldValue<byte[]>(5));
}
