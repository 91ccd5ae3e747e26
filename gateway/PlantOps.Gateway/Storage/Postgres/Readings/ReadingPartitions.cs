using System.Globalization;
using Npgsql;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>Makes the partitions that readings need, whatever month they are of. Several gateways may do so at once.</summary>
internal sealed class ReadingPartitions(PostgresDatabase database)
{
    private const string NameFormat = "'readings_'yyyy'_'MM";

    private readonly HashSet<DateTime> _known = [];

    /// <summary>Makes sure that every month of a group has its partition.</summary>
    public void Prepare(ReadingGroup group)
    {
        foreach (var month in Missing(group))
        {
            database.Commit(connection => Make(connection, month));
            _known.Add(month);
        }
    }

    /// <summary>The same within the group's own transaction, which nobody drops one of them before the end of.</summary>
    public void PrepareAndHold(NpgsqlConnection connection, ReadingGroup group)
    {
        _known.Clear();
        Lock(connection);
        foreach (var month in Missing(group)) Make(connection, month);
    }

    /// <summary>Keeps everybody from making and dropping partitions until the transaction ends.</summary>
    public static void Lock(NpgsqlConnection connection) =>
        connection.Execute("SELECT pg_advisory_xact_lock($1)", AdvisoryLock.Partitions);

    /// <summary>The month of a partition by its name; <see langword="null"/> where somebody else made it.</summary>
    public static DateTime? MonthOf(string name) =>
        DateTime.TryParseExact(name, NameFormat, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var month)
            ? month
            : null;

    private SortedSet<DateTime> Missing(ReadingGroup group)
    {
        var missing = new SortedSet<DateTime>();
        foreach (var device in group.Readings)
        {
            foreach (var reading in device.Readings)
            {
                if (MonthOf(reading.Time) is var month && !_known.Contains(month)) missing.Add(month);
            }
        }

        return missing;
    }

    private static DateTime MonthOf(long time)
    {
        var at = PostgresTime.Of(time);
        return new DateTime(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc);
    }

    // A table that is attached rather than made as a partition: making one would lock the others out of all readings.
    private static void Make(NpgsqlConnection connection, DateTime month)
    {
        var name = month.ToString(NameFormat, CultureInfo.InvariantCulture);
        if (Exists(connection, name)) return;
        Lock(connection);
        if (Exists(connection, name)) return;
        connection.Execute($"CREATE TABLE {name} (LIKE readings)");
        connection.Execute(
            $"ALTER TABLE readings ATTACH PARTITION {name} FOR VALUES FROM ('{Text(month)}') TO ('{Text(month.AddMonths(1))}')");
    }

    private static bool Exists(NpgsqlConnection connection, string name) => connection.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = 'readings'::regclass AND inhrelid = to_regclass($1))", name);

    private static string Text(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
