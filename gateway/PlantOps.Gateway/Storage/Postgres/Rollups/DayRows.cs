using Npgsql;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>A UTC day as a <c>date</c>, and what is rolled up of it.</summary>
internal static class DayRows
{
    private const long Length = 24L * 60 * 60 * 1000;

    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static readonly (RollupPeriod Period, string Interval)[] Periods =
        [(RollupPeriod.QuarterHour, "15 minutes"), (RollupPeriod.Hour, "1 hour"), (RollupPeriod.Day, "24 hours")];

    /// <summary>
    /// Rolls a day up within a transaction. Its mark goes first: a commit that holds it is waited for, and what it
    /// stored is seen by the statements after. <see langword="false"/> where somebody else did it.
    /// </summary>
    public static bool RollUp(NpgsqlConnection connection, int device, DateTime day)
    {
        if (connection.Execute("DELETE FROM unrolled_days WHERE device = $1 AND day = ($2 AT TIME ZONE 'UTC')::date", device, day) == 0) return false;
        var finest = Gone(connection, device, day);
        if (finest is null) connection.Execute($"DELETE FROM rollups WHERE device = $1 AND start {In("start")}", device, day);
        foreach (var kept in Periods.Where(entry => entry.Period >= (finest ?? RollupPeriod.QuarterHour))) Add(connection, device, day, kept);

        // Late readings of a day whose others have gone: they were added, and go too.
        if (finest is not null) connection.Execute($"DELETE FROM readings WHERE device = $1 AND time {In("time")}", device, day);
        return true;
    }

    /// <summary>The finest period that is kept of a day whose readings have gone.</summary>
    public static RollupPeriod? Gone(NpgsqlConnection connection, int device, DateTime day) => connection.Query<RollupPeriod?>(
        "SELECT period FROM gone_days WHERE device = $1 AND day = ($2 AT TIME ZONE 'UTC')::date", row => (RollupPeriod)row.GetInt16(0), device, day).FirstOrDefault();

    /// <summary>Deletes what is kept of a day at one period.</summary>
    public static void Delete(NpgsqlConnection connection, int device, DateTime day, RollupPeriod period) =>
        connection.Execute($"DELETE FROM rollups WHERE device = $1 AND period = $3 AND start {In("start")}", device, day, (int)period);

    /// <summary>The start of the day that a <c>date</c> column names.</summary>
    public static long Day(this NpgsqlDataReader row, int column) => (row.GetFieldValue<DateOnly>(column).DayNumber - Epoch) * Length;

    private static void Add(NpgsqlConnection connection, int device, DateTime day, (RollupPeriod Period, string Interval) rolled) => connection.Execute(
        $"""
        INSERT INTO rollups AS r (device, period, start, {RollupRows.Columns})
        SELECT device, {(int)rolled.Period}, date_bin(interval '{rolled.Interval}', time, timestamptz '2000-01-01 00:00:00Z'), {RollupRows.OfReadings}
        FROM readings WHERE device = $1 AND time {In("time")} GROUP BY 1, 3
        ON CONFLICT (device, period, start) DO UPDATE SET {RollupRows.Added}
        """,
        device, day);

    // The rest of a condition: in the day that starts at the second argument.
    private static string In(string column) => $">= $2 AND {column} < $2 + interval '24 hours'";
}
