using Npgsql;
using NpgsqlTypes;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>
/// Adds readings within a transaction: copies them into a table of this connection, locks what is known of their
/// devices' boots, in order, and inserts those that are not stored. Statements see what was committed before they began,
/// so each step is a statement of its own.
/// </summary>
internal static class ReadingInsert
{
    // Named after its columns: a pool between may hand on a session in which a program made it that has others.
    private static readonly string Table = $"incoming_readings_1_{Metrics.Count}";

    private static readonly string Incoming =
        $"""
        CREATE TEMPORARY TABLE IF NOT EXISTS {Table} (
          place integer NOT NULL, device integer NOT NULL, time timestamptz NOT NULL, boot bigint, seq bigint,
          {MetricColumns.PerMetric("{0} double precision")}, qualities integer NOT NULL, origin smallint NOT NULL
        ) ON COMMIT DELETE ROWS
        """;

    private static readonly string Copy = $"COPY {Table} (place, {ReadingRows.Columns}) FROM STDIN (FORMAT BINARY)";

    // Rows without identity are locked at boot -1.
    private static readonly string Boots =
        $"SELECT DISTINCT device, CASE WHEN seq IS NULL THEN -1 ELSE coalesce(boot, -1) END AS boot FROM {Table}";

    private static readonly string MakeKnown =
        $"INSERT INTO stored_sequences (device, boot) {Boots} ORDER BY 1, 2 ON CONFLICT DO NOTHING";

    private static readonly string LockKnown =
        $"SELECT 1 FROM stored_sequences JOIN ({Boots}) AS boots USING (device, boot) ORDER BY device, boot FOR "
            + $"UPDATE OF stored_sequences";

    private static readonly string Identified =
        $$"""
        identified AS MATERIALIZED (
          SELECT DISTINCT ON (i.device, i.boot, i.seq) i.*
          FROM {{Table}} AS i JOIN stored_sequences AS s USING (device, boot)
          WHERE i.seq IS NOT NULL AND NOT s.sequences @> i.seq
          ORDER BY i.device, i.boot, i.seq, i.place
        ), known AS (
          UPDATE stored_sequences AS s SET sequences = s.sequences + f.sequences
          FROM (SELECT device, boot, range_agg(int8range(seq, seq, '[]')) AS sequences FROM identified GROUP BY device, boot) AS f
          WHERE s.device = f.device AND s.boot = f.boot
        )
        """;

    // OFFSET 0 keeps the planner from comparing whole tables: it is a look into the index a reading.
    private static readonly string Unidentified =
        $"""
        unidentified AS MATERIALIZED (
          SELECT DISTINCT ON (i.device, i.time, i.boot, i.seq, {BitsOf("i")}) i.*
          FROM {Table} AS i
          WHERE (i.boot IS NULL OR i.seq IS NULL) AND NOT EXISTS (
            SELECT 1 FROM readings AS r
            WHERE r.device = i.device AND r.time = i.time AND r.boot IS NOT DISTINCT FROM i.boot AND r.seq IS NOT DISTINCT FROM i.seq
              AND ROW({BitsOf("r")}) IS NOT DISTINCT FROM ROW({BitsOf("i")})
            OFFSET 0)
          ORDER BY i.device, i.time, i.boot, i.seq, {BitsOf("i")}, i.place
        )
        """;

    private static readonly string AddIdentified = Add(Identified, "SELECT * FROM identified");
    private static readonly string AddUnidentified = Add(Unidentified, "SELECT * FROM unidentified");
    private static readonly string AddBoth =
        Add($"{Identified}, {Unidentified}", "SELECT * FROM identified UNION ALL SELECT * FROM unidentified");

    /// <summary>Returns how many were new.</summary>
    public static int Add(NpgsqlConnection connection, IReadOnlyList<DeviceReadings> group)
    {
        if (group.Count == 0) return 0;
        connection.Execute(Incoming);
        var (identified, unidentified) = CopyAll(connection, group);
        return Insert(connection, identified, unidentified);
    }

    private static (int Identified, int Unidentified) CopyAll(NpgsqlConnection connection, IReadOnlyList<DeviceReadings> group)
    {
        var (place, identified) = (0, 0);
        using var importer = connection.BeginBinaryImport(Copy);
        foreach (var (stream, readings) in group)
        {
            foreach (var reading in readings)
            {
                importer.StartRow();
                importer.Write(place++, NpgsqlDbType.Integer);
                importer.Write(stream.Number, NpgsqlDbType.Integer);
                ReadingRows.Write(importer, reading);
                if (reading.HasIdentity) identified++;
            }
        }

        importer.Complete();
        return (identified, place - identified);
    }

    private static int Insert(NpgsqlConnection connection, int identified, int unidentified)
    {
        using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(MakeKnown));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(LockKnown));
        batch.BatchCommands.Add(new NpgsqlBatchCommand((identified, unidentified) switch
        {
            (> 0, > 0) => AddBoth,
            (> 0, _) => AddIdentified,
            _ => AddUnidentified,
        }));
        using var reader = batch.ExecuteReader();
        // The locked rows come first.
        reader.NextResult();
        reader.Read();
        return (int)reader.GetInt64(0);
    }

    // A mark that is there is locked, WHERE false or not, until these readings can be seen: who rolls its day up without
    // them would take it away. All marks in one statement and in order, so that gateways do not block each other.
    private static string Add(string fresh, string rows) =>
        $"""
        WITH {fresh}, added AS (
          INSERT INTO readings ({ReadingRows.Columns}) SELECT {ReadingRows.Columns} FROM ({rows}) AS fresh ORDER BY place RETURNING device, time
        ), days AS (
          INSERT INTO unrolled_days AS d (device, day) SELECT DISTINCT device, (time AT TIME ZONE 'UTC')::date FROM added ORDER BY 1, 2
          ON CONFLICT (device, day) DO UPDATE SET day = d.day WHERE false
        )
        SELECT count(*) FROM added
        """;

    private static string BitsOf(string row) => MetricColumns.PerMetric($"float8send({row}.{{0}})");
}
