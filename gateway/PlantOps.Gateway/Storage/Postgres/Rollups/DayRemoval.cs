using Npgsql;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>
/// Removes what one day of one device has in a range, within a transaction. It holds the day's mark, so that nobody rolls
/// the day up meanwhile; then the readings, so that their month is not let go of; then what the day came to. Statements see
/// what was committed before they began, so each step is a statement of its own.
/// </summary>
internal static class DayRemoval
{
    // One that is there is locked, WHERE false or not; one that is being taken away is waited for and made anew.
    private const string Mark =
        "INSERT INTO unrolled_days AS d (device, day) VALUES ($1, $2) ON CONFLICT (device, day) DO UPDATE "
            + "SET day = d.day WHERE false";

    // Whoever appends to the day marks it again, having waited for this one.
    private const string Unmark =
        """
        DELETE FROM unrolled_days WHERE device = $1 AND day = $2
          AND ($3 OR NOT EXISTS (SELECT 1 FROM readings WHERE device = $1 AND time >= $4 AND time < $5))
        """;

    private const string RemoveReadings = "DELETE FROM readings WHERE device = $1 AND time >= $2 AND time < $3";

    private const string NoLongerGone = "DELETE FROM gone_days WHERE device = $1 AND day = $2";

    /// <summary><see langword="false"/> where there is nothing to remove.</summary>
    public static bool Do(NpgsqlConnection connection, StreamId stream, DateOnly day, TimeRange range)
    {
        var start = PostgresTime.ToUnixMs(day);
        var end = start + RollupPeriod.Day.Length();
        var isNew = connection.Execute(Mark, stream, day) == 1;
        var removed = connection.Execute(
            RemoveReadings, stream, PostgresTime.Of(Math.Max(start, range.From)), PostgresTime.Of(Math.Min(end, range.To))) > 0;
        var gone = GoneDays.Lock(connection, stream, day);
        var periods = gone is { } finest && RemovePeriods(connection, stream, new ExpiredDay(start, finest, []), range);

        // Until it is rolled up again, what a marked day came to is made of the readings that are left.
        if (removed && gone is null) RemoveRollups(connection, stream, start);
        connection.Execute(Unmark, stream, day, isNew && !removed, PostgresTime.Of(start), PostgresTime.Of(end));
        return removed || periods;
    }

    private static bool RemovePeriods(NpgsqlConnection connection, StreamId stream, ExpiredDay day, TimeRange range)
    {
        var kept = RollupRows.Read(connection, day.Period, stream, day.Day, day.Day + RollupPeriod.Day.Length());
        var left = kept.FindAll(rollup => !range.Contains(rollup.Start));
        if (left.Count == kept.Count) return false;
        if (left.Count > 0)
        {
            GoneDays.Put(connection, stream, [day with { Rollups = left }]);
            return true;
        }

        connection.Execute(NoLongerGone, stream, PostgresTime.DayOf(day.Day));
        RemoveRollups(connection, stream, day.Day);
        return true;
    }

    private static void RemoveRollups(NpgsqlConnection connection, StreamId stream, long day)
    {
        foreach (var period in Enum.GetValues<RollupPeriod>())
            RollupRows.Delete(connection, period, stream, [PostgresTime.Of(day)]);
    }
}
