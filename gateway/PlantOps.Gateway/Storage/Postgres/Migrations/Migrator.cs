using Npgsql;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.Postgres.Migrations;

/// <summary>
/// Brings the schema up to this program, a transaction a step. Each looks at the version under a lock that ends with
/// its transaction: gateways that start together take turns, and one that is killed leaves whole steps behind. A step that
/// programs need to know waits until no gateway runs that does not.
/// </summary>
internal sealed partial class Migrator(string database, IReadOnlyList<Migration> steps, ILogger logger)
{
    /// <summary>A gateway that has just ended is seen for as long: that is waited for.</summary>
    private const int PatienceSeconds = 8;

    /// <exception cref="StoreUnavailableException">
    /// The database is of a newer program; or a gateway of an older one uses it and could not any more.
    /// </exception>
    public void Run(NpgsqlConnection connection)
    {
        if (OlderGateway(connection) is not null) connection.Execute("SELECT pg_sleep($1)", PatienceSeconds);
        // One that is up to date needs no lock and no right to change the schema.
        while (CheckedVersion(connection) < steps.Count) Step(connection);
    }

    private void Step(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute("SELECT pg_advisory_xact_lock($1)", AdvisoryLock.Schema);
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, name text NOT NULL, applied_at "
                + "timestamptz NOT NULL DEFAULT now())");
        var version = CheckedVersion(connection);
        if (version < steps.Count)
        {
            var step = steps[version];
            if (OlderGateway(connection) is { } older) throw StillUsed(older);
            connection.Execute(step.Sql);
            connection.Execute("INSERT INTO schema_migrations (version, name) VALUES ($1, $2)", step.Version, step.Name);
            if (step.Version >= Migration.FirstWithNeeds)
                connection.Execute("UPDATE schema_migrations SET needs = $2 WHERE version = $1", step.Version, step.Needs);
            Log.Migrated(logger, step.Version, step.Name);
        }

        transaction.Commit();
    }

    private int CheckedVersion(NpgsqlConnection connection)
    {
        if (!connection.Scalar<bool>("SELECT to_regclass('schema_migrations') IS NOT NULL")) return 0;
        var version = connection.Scalar<int>("SELECT coalesce(max(version), 0) FROM schema_migrations");
        if (version <= steps.Count || Needs(connection) <= steps.Count) return version;
        throw new StoreUnavailableException(
            $"{database} is of version {version}, and this program knows versions up to {steps.Count}. It was last used by a "
                + $"newer PlantOps: start that one.");
    }

    /// <summary>The oldest program that can use the database, by the version that it knows.</summary>
    private static int Needs(NpgsqlConnection connection) =>
        connection.Scalar<int>("SELECT coalesce(max(version), 0) FROM schema_migrations") < Migration.FirstWithNeeds
            ? int.MaxValue
            : connection.Scalar<int>(
                "SELECT coalesce(max(coalesce(needs, version)), 0) FROM schema_migrations WHERE version >= $1",
                Migration.FirstWithNeeds);

    /// <summary>
    /// A gateway that runs and cannot do so after the steps that are to be made; <see langword="null"/> where there is none.
    /// </summary>
    private string? OlderGateway(NpgsqlConnection connection)
    {
        var version = CheckedVersion(connection);
        if (version >= steps.Count || version < Migration.FirstWithNeeds) return null;
        var needs = steps.Skip(version).Max(step => step.Needs);
        return connection.Query(
            """
            SELECT name || ' (version ' || version || ')' FROM gateways
            WHERE lease_until > now() AND schema < $1 ORDER BY since LIMIT 1
            """,
            row => row.GetString(0),
            needs) is [var name] ? name : null;
    }

    private StoreUnavailableException StillUsed(string gateway) => new(
        $"{database} has to be brought up to this program, and the gateway {gateway} that runs on it could not use it any more. "
            +
        "Stop every gateway of that version first; a step that they can do without needs no stop.");

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 2031, Level = LogLevel.Information, Message = "Brought the database to version {Version} ({Name})")]
        public static partial void Migrated(ILogger logger, int version, string name);
    }
}
