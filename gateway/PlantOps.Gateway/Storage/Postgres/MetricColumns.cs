using System.Globalization;
using Npgsql;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// The columns that tables have a metric, as the catalogue of metrics says. The first five came with the tables; one that
/// a later program knows is added when it opens the database, as migrations are.
/// </summary>
internal static class MetricColumns
{
    private const string Known =
        """
        SELECT left(attname, -6) FROM pg_attribute
        WHERE attrelid = 'rolled_days'::regclass AND attnum > 0 AND NOT attisdropped AND attname LIKE '%\_count'
        """;

    private static readonly string[] RollupTables = ["rolled_quarter_hours", "rolled_hours", "rolled_days"];

    /// <summary>A list with one part a metric.</summary>
    /// <param name="part">{0} stands for the metric's column, {1} for the condition that its value is of quality
    /// <c>ok</c>.</param>
    public static string PerMetric(string part) => string.Join(", ", MetricNames.Metrics.Select(metric =>
        string.Format(CultureInfo.InvariantCulture, part, Metrics.Name(metric), $"(qualities >> {4 * (int)metric}) & 15 = 0")));

    /// <summary>
    /// Adds the columns that are missing. A database that has all of them needs no lock and no right to change the schema.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It has a metric that this program does not know.</exception>
    public static void Complete(NpgsqlConnection connection, string database, IReadOnlyList<string> metrics)
    {
        var known = connection.Query(Known, row => row.GetString(0));
        if (known.FirstOrDefault(name => !metrics.Contains(name)) is { } unknown)
        {
            throw new StoreUnavailableException(
                $"{database} has the metric {unknown}, which this program does not know. " +
                "It was last used by a newer PlantOps: start that one.");
        }

        var missing = metrics.Except(known).ToList();
        if (missing.Count == 0) return;
        using var transaction = connection.BeginTransaction();
        connection.Execute("SELECT pg_advisory_xact_lock($1)", AdvisoryLock.Schema);
        foreach (var metric in missing) Add(connection, metric);
        transaction.Commit();
    }

    // The table of days comes last: what it has, all have.
    private static void Add(NpgsqlConnection connection, string metric)
    {
        connection.Execute($"ALTER TABLE readings ADD COLUMN IF NOT EXISTS {metric} double precision");
        foreach (var table in RollupTables)
        {
            connection.Execute(
                $"""
                ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {metric}_count integer NOT NULL DEFAULT 0,
                  ADD COLUMN IF NOT EXISTS {metric}_min double precision, ADD COLUMN IF NOT EXISTS {metric}_max double precision,
                  ADD COLUMN IF NOT EXISTS {metric}_sum double precision
                """);
        }
    }
}
