using System.Globalization;
using Npgsql;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>Lets go of history: readings by whole months, whose partitions are dropped; rollups by days.</summary>
internal sealed class PostgresRetentionStore(PostgresDatabase database) : IRetentionStore
{
    private const string Prefix = "readings_";

    /// <summary>Dropping a partition needs every reader and writer away for a moment; it does not make them wait for it.</summary>
    private const string GiveUp = "SET LOCAL lock_timeout = '1s'";

    public int Expire(Tier tier, long endedBy, CancellationToken stopping) =>
        tier == Tier.Raw ? ExpireReadings(endedBy, stopping) : ExpireRollups(tier, endedBy, stopping);

    public IReadOnlyList<TierContent> Contents() => database.Read(connection =>
    {
        var contents = Partitions(connection).SelectMany(partition => Readings(connection, partition.Name)).Concat(Rollups(connection));
        return contents.GroupBy(content => (content.Tier, content.Device)).Select(Together).ToList();
    });

    private int ExpireReadings(long endedBy, CancellationToken stopping)
    {
        var dropped = 0;
        var due = database.Read(Partitions).Where(partition => PostgresTime.ToUnixMs(partition.Month.AddMonths(1)) <= endedBy);
        foreach (var (name, month) in due)
        {
            stopping.ThrowIfCancellationRequested();
            if (TryDrop(name, month)) dropped++;
        }

        return dropped;
    }

    private bool TryDrop(string name, DateTime month)
    {
        var dropped = false;
        try
        {
            database.Commit(connection => dropped = Drop(connection, name, month));
        }
        catch (StoreUnavailableException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
        {
            // It is in use; next time.
            return false;
        }

        return dropped;
    }

    private static bool Drop(NpgsqlConnection connection, string name, DateTime month)
    {
        connection.Execute(GiveUp);
        connection.Execute($"LOCK TABLE ONLY readings, {name} IN ACCESS EXCLUSIVE MODE");

        // Nobody stores anything now: what is marked here is all there is to mark.
        var isUnrolled = connection.Scalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM unrolled_days WHERE day >= ($1 AT TIME ZONE 'UTC')::date AND day < ($2 AT TIME ZONE 'UTC')::date)",
            month, month.AddMonths(1));
        if (isUnrolled) return false;
        connection.Execute(
            $"""
            INSERT INTO gone_days (device, day, period)
            SELECT device, (start AT TIME ZONE 'UTC')::date, {(int)RollupPeriod.QuarterHour} FROM rollups
            WHERE period = {(int)RollupPeriod.Day} AND device = ANY (SELECT DISTINCT device FROM stored_sequences) AND start >= $1 AND start < $2
            ON CONFLICT DO NOTHING
            """,
            month, month.AddMonths(1));
        connection.Execute($"DROP TABLE {name}");
        return true;
    }

    private int ExpireRollups(Tier tier, long endedBy, CancellationToken stopping)
    {
        var period = (RollupPeriod)(tier - Tier.QuarterHours);
        var due = database.Read(connection => connection.Query(
            "SELECT device, day FROM gone_days WHERE period = $1 AND day < ($2 AT TIME ZONE 'UTC')::date ORDER BY device, day",
            row => (Device: row.GetInt32(0), Day: PostgresTime.Of(row.Day(1))), (int)period, PostgresTime.Of(endedBy)));
        foreach (var (device, day) in due)
        {
            stopping.ThrowIfCancellationRequested();
            database.Commit(connection => Expire(connection, device, day, period));
        }

        return due.Count;
    }

    private static void Expire(NpgsqlConnection connection, int device, DateTime day, RollupPeriod period)
    {
        DayRows.Delete(connection, device, day, period);
        if (period == RollupPeriod.Day) connection.Execute("DELETE FROM gone_days WHERE device = $1 AND day = ($2 AT TIME ZONE 'UTC')::date", device, day);
        else connection.Execute("UPDATE gone_days SET period = $3 WHERE device = $1 AND day = ($2 AT TIME ZONE 'UTC')::date", device, day, (int)period + 1);
    }

    private static List<(string Name, DateTime Month)> Partitions(NpgsqlConnection connection) => connection.Query(
        "SELECT c.relname FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid WHERE i.inhparent = 'readings'::regclass ORDER BY 1",
        row => row.GetString(0)).ConvertAll(name => (name, DateTime.ParseExact(
            name[Prefix.Length..], "yyyy'_'MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)));

    // The bytes are a share of the partition's, by rows.
    private static List<TierContent> Readings(NpgsqlConnection connection, string partition) => connection.Query(
        $"""
        SELECT device, (time AT TIME ZONE 'UTC')::date AS day, count(*),
          (pg_total_relation_size('{partition}') * count(*) / sum(count(*)) OVER ())::bigint
        FROM {partition} GROUP BY 1, 2 ORDER BY 1, 2
        """,
        row => new TierContent(Tier.Raw, row.GetInt32(0), [row.Day(1)], row.GetInt64(2), row.GetInt64(3)));

    private static List<TierContent> Rollups(NpgsqlConnection connection) => connection.Query(
        """
        SELECT device, period, (start AT TIME ZONE 'UTC')::date, count(*),
          (pg_total_relation_size('rollups') * count(*) / sum(count(*)) OVER ())::bigint
        FROM rollups GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
        """,
        row => new TierContent(Tier.QuarterHours + row.GetInt16(1), row.GetInt32(0), [row.Day(2)], row.GetInt64(3), row.GetInt64(4)));

    private static TierContent Together(IGrouping<(Tier Tier, int Device), TierContent> contents) => new(
        contents.Key.Tier, contents.Key.Device, [.. contents.SelectMany(content => content.Days).Distinct().Order()],
        contents.Sum(content => content.Rows), contents.Sum(content => content.Bytes));
}
