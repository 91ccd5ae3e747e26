using System.Runtime.InteropServices;
using Npgsql;
using PlantOps.Gateway.Storage.Postgres.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>
/// Rolls up one day of one device within a transaction. Whoever appends to the day holds its mark until the readings can
/// be seen: a mark that can be taken away is one whose readings are all there. Statements see what was committed before
/// they began, so each step is a statement of its own.
/// </summary>
internal static class DayRollUp
{
    // Skips one that somebody else holds: a gateway that appends, or one that rolls the day up already.
    private const string TakeMark =
        """
        DELETE FROM unrolled_days WHERE (device, day) IN (
          SELECT device, day FROM unrolled_days WHERE device = $1 AND day = $2 FOR UPDATE SKIP LOCKED)
        """;

    private static readonly string TakeReadings =
        $"""
        WITH late AS (DELETE FROM readings WHERE device = $1 AND time >= $2 AND time < $3 RETURNING *)
        SELECT {ReadingRows.Columns} FROM late ORDER BY time
        """;

    private static readonly string Make =
        $"""
        WITH quarters AS (
          INSERT INTO rolled_quarter_hours (device, {RollupRows.Columns})
          SELECT device, date_bin('15 minutes', time, 'epoch') AS start, {RollupRows.OfReadings}
          FROM readings WHERE device = $1 AND time >= $2 AND time < $3 GROUP BY 1, 2 ORDER BY 1, 2 RETURNING *
        ), hours AS (
          INSERT INTO rolled_hours (device, {RollupRows.Columns})
          SELECT device, date_bin('1 hour', start, 'epoch') AS start, {RollupRows.OfRollups} FROM quarters GROUP BY 1, 2 ORDER BY 1, 2 RETURNING *
        )
        INSERT INTO rolled_days (device, {RollupRows.Columns})
        SELECT device, date_bin('24 hours', start, 'epoch') AS start, {RollupRows.OfRollups} FROM hours GROUP BY 1, 2
        """;

    /// <summary><see langword="false"/> where there is nothing to do, or somebody else is at it.</summary>
    public static bool Do(NpgsqlConnection connection, StreamId stream, DateOnly day)
    {
        if (connection.Execute(TakeMark, stream, day) == 0) return false;
        if (GoneDays.Lock(connection, stream, day) is { } finest) AddLate(connection, stream, day, finest);
        else Remake(connection, stream, day);
        return true;
    }

    private static void Remake(NpgsqlConnection connection, StreamId stream, DateOnly day)
    {
        var start = PostgresTime.StartOf(day);
        foreach (var period in Enum.GetValues<RollupPeriod>()) RollupRows.Delete(connection, period, stream, [start]);
        connection.Execute(Make, stream, start, start.AddDays(1));
    }

    // Readings of a day whose others have gone are added to what these came to, and go too.
    private static void AddLate(NpgsqlConnection connection, StreamId stream, DateOnly day, RollupPeriod finest)
    {
        var start = PostgresTime.StartOf(day);
        var late = connection.Query(TakeReadings, ReadingRows.Read, stream, start, start.AddDays(1));
        if (late.Count == 0) return;
        var from = PostgresTime.ToUnixMs(start);
        var kept = RollupRows.Read(connection, finest, stream, from, from + RollupPeriod.Day.Length());
        var added = new List<Rollup>();
        RollupSeries.Add(CollectionsMarshal.AsSpan(late), finest.Length(), added);
        GoneDays.Put(connection, stream, [new ExpiredDay(from, finest, RollupSeries.Merge(kept, added))]);
    }
}
