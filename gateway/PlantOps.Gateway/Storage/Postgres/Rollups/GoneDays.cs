using System.Runtime.InteropServices;
using Npgsql;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>Days whose readings have gone, and how finely what they came to is kept.</summary>
internal static class GoneDays
{
    /// <summary>
    /// How finely a day is kept, within a transaction that may change it; <see langword="null"/> where its readings have not
    /// gone.
    /// </summary>
    public static RollupPeriod? Lock(NpgsqlConnection connection, StreamId stream, DateOnly day) =>
        connection.Query<RollupPeriod?>(
        "SELECT finest FROM gone_days WHERE device = $1 AND day = $2 FOR UPDATE", row => (RollupPeriod)row.GetInt16(0), stream,
        day).SingleOrDefault();

    /// <summary>Puts days in the place of what is kept of them, within a transaction.</summary>
    public static void Put(NpgsqlConnection connection, StreamId stream, IReadOnlyList<ExpiredDay> days)
    {
        var starts = days.Select(day => PostgresTime.Of(day.Day)).ToArray();
        connection.Execute(
            """
            INSERT INTO gone_days (device, day, finest)
            SELECT $1, (day AT TIME ZONE 'UTC')::date, finest FROM unnest($2, $3) AS days (day, finest) ORDER BY day
            ON CONFLICT (device, day) DO UPDATE SET finest = EXCLUDED.finest
            """,
            stream, starts, days.Select(day => (int)day.Period).ToArray());
        foreach (var period in Enum.GetValues<RollupPeriod>())
        {
            RollupRows.Delete(connection, period, stream, starts);
            RollupRows.Add(
                connection, period, stream, days.Where(day => day.Period <= period).SelectMany(day => Lengthened(day, period)));
        }
    }

    private static IReadOnlyList<Rollup> Lengthened(ExpiredDay day, RollupPeriod period)
    {
        if (day.Period == period) return day.Rollups;
        var longer = new List<Rollup>();
        RollupSeries.Add(CollectionsMarshal.AsSpan(day.Rollups.ToList()), period.Length(), longer);
        return longer;
    }
}
