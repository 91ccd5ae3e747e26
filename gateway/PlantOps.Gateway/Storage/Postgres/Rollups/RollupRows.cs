using Npgsql;
using NpgsqlTypes;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>A rollup as a row, both ways.</summary>
internal static class RollupRows
{
    private const int FirstMetric = 1;
    private const int FieldsOfMetric = 4;

    /// <summary>The columns after the device's.</summary>
    public static readonly string Columns = "start, " + MetricColumns.PerMetric("{0}_count, {0}_min, {0}_max, {0}_sum");

    /// <summary>Those columns of periods made of readings; only values of quality <c>ok</c> count.</summary>
    public static readonly string OfReadings = MetricColumns.PerMetric(
        "count({0}) FILTER (WHERE {1}), min({0}) FILTER (WHERE {1}), max({0}) FILTER (WHERE {1}), "
            + "rolled_sum(sum({0}::numeric) FILTER (WHERE {1}))");

    /// <summary>Those columns of periods made of shorter ones.</summary>
    public static readonly string OfRollups = MetricColumns.PerMetric(
        "sum({0}_count), min({0}_min), max({0}_max), rolled_sum(sum({0}_sum::numeric))");

    public static string Table(RollupPeriod period) => period switch
    {
        RollupPeriod.QuarterHour => "rolled_quarter_hours",
        RollupPeriod.Hour => "rolled_hours",
        _ => "rolled_days",
    };

    /// <summary>The rows of a device with from ≤ start &lt; to, by time.</summary>
    public static List<Rollup> Read(NpgsqlConnection connection, RollupPeriod period, StreamId stream, long from, long to) =>
        connection.Query(
        $"SELECT {Columns} FROM {Table(period)} WHERE device = $1 AND start >= $2 AND start < $3 ORDER BY start",
        Read, stream, PostgresTime.Of(from), PostgresTime.Of(to));

    /// <summary>Deletes the rows of a device's days within a transaction.</summary>
    public static void Delete(NpgsqlConnection connection, RollupPeriod period, StreamId stream, DateTime[] days) =>
        connection.Execute(
        $"DELETE FROM {Table(period)} USING unnest($2) AS days (day) WHERE device = $1 AND start >= day AND start < day + interval '24 hours'", stream, days);

    /// <summary>Adds rows of a device within a transaction.</summary>
    public static void Add(NpgsqlConnection connection, RollupPeriod period, StreamId stream, IEnumerable<Rollup> rollups)
    {
        using var importer = connection.BeginBinaryImport($"COPY {Table(period)} (device, {Columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var rollup in rollups)
        {
            importer.StartRow();
            importer.Write(stream.Number, NpgsqlDbType.Integer);
            importer.Write(PostgresTime.Of(rollup.Start), NpgsqlDbType.TimestampTz);
            foreach (var metric in rollup.Metrics) Write(importer, metric);
        }

        importer.Complete();
    }

    private static Rollup Read(NpgsqlDataReader row)
    {
        var metrics = MetricRollups.None;
        for (var i = 0; i < Metrics.Count; i++)
        {
            var at = FirstMetric + (i * FieldsOfMetric);
            var count = row.GetInt32(at);
            if (count > 0)
                metrics[i] = new MetricRollup(count, row.GetDouble(at + 1), row.GetDouble(at + 2), row.GetDouble(at + 3));
        }

        return new Rollup(row.UnixMs(0), metrics);
    }

    private static void Write(NpgsqlBinaryImporter importer, in MetricRollup metric)
    {
        importer.Write(metric.Count, NpgsqlDbType.Integer);
        foreach (var value in (ReadOnlySpan<double>)[metric.Min, metric.Max, metric.Sum])
        {
            if (metric.Count == 0) importer.WriteNull();
            else importer.Write(value, NpgsqlDbType.Double);
        }
    }
}
