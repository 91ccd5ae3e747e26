using Npgsql;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage.Postgres.Readings;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>
/// Drops partitions of readings, each in one transaction with the note that its days have gone. Nobody waits for it long:
/// where a lock is not to be had at once, the month goes next time.
/// </summary>
internal sealed partial class MonthExpiry(PostgresDatabase database, ILogger logger)
{
    /// <summary>Only who appends to the month waits then. Longer than the second after which a vacuum gives way.</summary>
    private const string PartitionPatience = "SET LOCAL lock_timeout = '3s'";

    /// <summary>Everybody waits behind this one. Shorter than the second after which a deadlock costs somebody else.</summary>
    private const string TablePatience = "SET LOCAL lock_timeout = '500ms'";

    private const string Partitions =
        "SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = "
            + "'readings'::regclass ORDER BY relname";

    private const string HasUnrolled = "SELECT EXISTS (SELECT 1 FROM unrolled_days WHERE day >= $1 AND day < $2)";

    private const string Note =
        """
        INSERT INTO gone_days (device, day, finest)
        SELECT device, (start AT TIME ZONE 'UTC')::date, 0 FROM rolled_days WHERE start >= $1 AND start < $2 ORDER BY device, start
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Returns how many went.</summary>
    public int Expire(long endedBy, CancellationToken stopping)
    {
        var dropped = 0;
        foreach (var name in database.Read(connection => connection.Query(Partitions, row => row.GetString(0))))
        {
            if (ReadingPartitions.MonthOf(name) is not { } month || PostgresTime.ToUnixMs(month.AddMonths(1)) > endedBy) continue;
            stopping.ThrowIfCancellationRequested();
            if (TryDrop(name, month)) dropped++;
        }

        return dropped;
    }

    private bool TryDrop(string name, DateTime month)
    {
        if (database.Read(connection => Unrolled(connection, month))) return false;
        var dropped = false;
        try
        {
            database.Commit(connection => dropped = Drop(connection, name, month));
        }
        catch (StoreUnavailableException e) when (e.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.UndefinedTable,
        })
        {
            // Somebody reads it for long, or another gateway was faster.
            Log.InUse(logger, name);
            return false;
        }

        return dropped;
    }

    // Under the lock nobody appends to the month, so that marks of what was appended can be seen. Readers go on until the end.
    private static bool Drop(NpgsqlConnection connection, string name, DateTime month)
    {
        connection.Execute(PartitionPatience);
        connection.Execute($"LOCK TABLE {name} IN EXCLUSIVE MODE");
        if (Unrolled(connection, month)) return false;
        connection.ExecuteSlowly(Note, month, month.AddMonths(1));
        connection.Execute(TablePatience);
        ReadingPartitions.Lock(connection);
        connection.Execute($"DROP TABLE {name}");
        return true;
    }

    private static bool Unrolled(NpgsqlConnection connection, DateTime month) =>
        connection.Scalar<bool>(HasUnrolled, DateOnly.FromDateTime(month), DateOnly.FromDateTime(month.AddMonths(1)));

    private static partial class Log
    {
        [LoggerMessage(EventId = 2034, Level = LogLevel.Information,
            Message = "The readings of {Partition} are in use and are let go of later")]
        public static partial void InUse(ILogger logger, string partition);
    }
}
