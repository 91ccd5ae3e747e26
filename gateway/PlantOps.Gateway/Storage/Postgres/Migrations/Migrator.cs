using Npgsql;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.Postgres.Migrations;

/// <summary>
/// Brings the schema up to this program, a transaction a step. Each looks at the version under a lock that ends with
/// its transaction: gateways that start together take turns, and one that is killed leaves whole steps behind.
/// </summary>
internal sealed partial class Migrator(string database, IReadOnlyList<Migration> steps, ILogger logger)
{
    /// <exception cref="StoreUnavailableException">The database is of a newer program.</exception>
    public void Run(NpgsqlConnection connection)
    {
        // One that is up to date needs no lock and no right to change the schema.
        while (CheckedVersion(connection) < steps.Count) Step(connection);
    }

    private void Step(NpgsqlConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        connection.Execute("SELECT pg_advisory_xact_lock($1)", AdvisoryLock.Schema);
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())");
        var version = CheckedVersion(connection);
        if (version < steps.Count)
        {
            var step = steps[version];
            connection.Execute(step.Sql);
            connection.Execute("INSERT INTO schema_migrations (version, name) VALUES ($1, $2)", step.Version, step.Name);
            Log.Migrated(logger, step.Version, step.Name);
        }

        transaction.Commit();
    }

    private int CheckedVersion(NpgsqlConnection connection)
    {
        if (!connection.Scalar<bool>("SELECT to_regclass('schema_migrations') IS NOT NULL")) return 0;
        var version = connection.Scalar<int>("SELECT coalesce(max(version), 0) FROM schema_migrations");
        return version <= steps.Count
            ? version
            : throw new StoreUnavailableException(
                $"{database} is of version {version}, and this program knows versions up to {steps.Count}. It was last used by a newer PlantOps: start that one.");
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2031, Level = LogLevel.Information, Message = "Brought the database to version {Version} ({Name})")]
        public static partial void Migrated(ILogger logger, int version, string name);
    }
}
