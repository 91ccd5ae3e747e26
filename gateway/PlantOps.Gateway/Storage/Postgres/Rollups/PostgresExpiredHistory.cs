using Npgsql;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>Days of the database whose readings have gone.</summary>
internal sealed class PostgresExpiredHistory(PostgresDatabase database) : IExpiredHistory
{
    private const int DaysAtOnce = 64;

    public IEnumerable<ExpiredDay> Expired(StreamId stream)
    {
        var days = database.Read(connection => connection.Query(
            "SELECT day, finest FROM gone_days WHERE device = $1 ORDER BY day",
            row => (Day: PostgresTime.ToUnixMs(row.GetFieldValue<DateOnly>(0)), Finest: (RollupPeriod)row.GetInt16(1)), stream));
        foreach (var some in days.Chunk(DaysAtOnce))
        {
            foreach (var day in database.Read(connection => Read(connection, stream, some))) yield return day;
        }
    }

    public void PutExpired(StreamId stream, IReadOnlyCollection<ExpiredDay> days)
    {
        foreach (var some in days.OrderBy(day => day.Day).Chunk(DaysAtOnce))
            database.Commit(connection => GoneDays.Put(connection, stream, some));
    }

    private static List<ExpiredDay> Read(NpgsqlConnection connection, StreamId stream, (long Day, RollupPeriod Finest)[] days)
    {
        var kept = new Dictionary<(long, RollupPeriod), List<Rollup>>();
        foreach (var period in days.Select(day => day.Finest).Distinct())
        {
            foreach (var rollup in RollupRows.Read(
                connection, period, stream, days[0].Day, days[^1].Day + RollupPeriod.Day.Length()))
            {
                var key = (RollupPeriod.Day.StartOf(rollup.Start), period);
                if (!kept.TryGetValue(key, out var ofDay)) kept.Add(key, ofDay = []);
                ofDay.Add(rollup);
            }
        }

        return [.. days.Select(day => new ExpiredDay(day.Day, day.Finest, kept.GetValueOrDefault(day, [])))];
    }
}
