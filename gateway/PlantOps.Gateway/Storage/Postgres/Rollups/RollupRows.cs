using Npgsql;
using NpgsqlTypes;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>A rollup as a row, both ways.</summary>
internal static class RollupRows
{
    private const int FieldsOfMetric = 4;

    private static readonly string[] Names = [.. Enum.GetValues<Metric>().Select(Metrics.Name)];

    /// <summary>Count, minimum, maximum and sum of each metric.</summary>
    public static readonly string Columns = Join(name => $"{name}_count, {name}_min, {name}_max, {name}_sum");

    /// <summary>The same of rows of readings: values of quality <c>ok</c>, whose four bits are 0.</summary>
    public static readonly string OfReadings = string.Join(", ", Names.Select((name, i) => string.Join(", ",
        new[] { "count", "min", "max", "sum" }.Select(function => $"{function}({name}) FILTER (WHERE (qualities >> {4 * i}) & 15 = 0)"))));

    /// <summary>Adds what would be inserted to the row that is there.</summary>
    public static readonly string Added = Join(name =>
        $"{name}_count = r.{name}_count + EXCLUDED.{name}_count, {name}_min = least(r.{name}_min, EXCLUDED.{name}_min), " +
        $"{name}_max = greatest(r.{name}_max, EXCLUDED.{name}_max), " +
        $"{name}_sum = coalesce(r.{name}_sum + EXCLUDED.{name}_sum, r.{name}_sum, EXCLUDED.{name}_sum)");

    /// <summary>Reads a row that has the start in a column and all of <see cref="Columns"/> after it.</summary>
    public static Rollup Read(NpgsqlDataReader row, int column)
    {
        var metrics = MetricRollups.None;
        for (var i = 0; i < Metrics.Count; i++)
        {
            var at = column + 1 + (i * FieldsOfMetric);
            if (row.GetInt32(at) is var count and > 0) metrics[i] = new MetricRollup(count, row.GetDouble(at + 1), row.GetDouble(at + 2), row.GetDouble(at + 3));
        }

        return new Rollup(row.UnixMs(column), metrics);
    }

    /// <summary>Writes the start and all of <see cref="Columns"/>.</summary>
    public static void Write(NpgsqlBinaryImporter importer, in Rollup rollup)
    {
        importer.Write(PostgresTime.Of(rollup.Start), NpgsqlDbType.TimestampTz);
        for (var i = 0; i < Metrics.Count; i++)
        {
            var metric = rollup.Metrics[i];
            importer.Write(metric.Count, NpgsqlDbType.Integer);
            Write(importer, metric.Min);
            Write(importer, metric.Max);
            Write(importer, metric.Sum);
        }
    }

    private static void Write(NpgsqlBinaryImporter importer, double value)
    {
        if (double.IsNaN(value)) importer.WriteNull();
        else importer.Write(value, NpgsqlDbType.Double);
    }

    private static string Join(Func<string, string> ofMetric) => string.Join(", ", Names.Select(ofMetric));
}
