using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Reads what gateways keep in memory: all of it the first time and once an hour, otherwise only what was changed since, as
/// triggers of the schema note it. A position is the oldest transaction that was open then: what was committed before has been
/// seen, and some of what came after it is read twice.
/// </summary>
internal static class ChangedRows
{
    /// <summary>
    /// How often everything is read, whatever was noted: a database may have been put back to how it was before.
    /// </summary>
    private static readonly TimeSpan ReadAll = TimeSpan.FromHours(1);

    /// <summary>Where more has changed, everything is read.</summary>
    private const int MaxKeys = 20_000;

    /// <param name="connection">Where.</param>
    /// <param name="name">What, as triggers note it.</param>
    /// <param name="since">Up to where it was read; <see langword="null"/> where it was not.</param>
    /// <param name="all">Reads all of it.</param>
    /// <param name="some">Reads those with these keys that are there.</param>
    public static ChangedItems<T> Read<T>(
        NpgsqlConnection connection, string name, ReadMark? since, Func<IReadOnlyList<T>> all,
        Func<string[], IReadOnlyList<T>> some)
    {
        var now = Stopwatch.GetTimestamp();
        var position = connection.Scalar<long>("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
        if (since is not null && position >= since.Position && Stopwatch.GetElapsedTime(since.AllReadAt, now) < ReadAll)
        {
            var keys = connection.Query(
                "SELECT DISTINCT key FROM changes WHERE name = $1 AND at >= $2 LIMIT $3",
                row => row.GetString(0), name, since.Position, MaxKeys + 1);
            if (keys.Count <= MaxKeys)
                return new ChangedItems<T>(keys.Count == 0 ? [] : some([.. keys]), keys, since with { Position = position });
        }

        return new ChangedItems<T>(all(), null, new ReadMark(position, now));
    }

    /// <summary>Keys that are numbers.</summary>
    public static int[] Numbers(string[] keys) => [.. keys.Select(key => int.Parse(key, CultureInfo.InvariantCulture))];
}

/// <summary>Takes notes of changes away that no gateway reads any more.</summary>
internal sealed class ChangePruning(
    PostgresDatabase database, GatewayFleet fleet, Supervisor supervisor, ILogger<ChangePruning> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public override string Component => "changes";

    protected override string Title => "Pruning of notes of changes";

    protected override Task Run(CancellationToken stopping)
    {
        if (fleet.IsLeader) Prune(database);
        return Task.CompletedTask;
    }

    public static void Prune(PostgresDatabase database) => database.Commit(
        connection => connection.Execute("DELETE FROM changes WHERE made < now() - interval '2 hours'"));
}
