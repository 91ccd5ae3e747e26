using Npgsql;
using NpgsqlTypes;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>Days whose readings have gone, as rows.</summary>
internal sealed class PostgresExpiredHistory(PostgresDatabase database) : IExpiredHistory
{
    private const int WrittenAtOnce = 128;

    public IEnumerable<ExpiredDay> Expired(int device)
    {
        var rows = database.Read(connection => connection.Query(
            $"""
            SELECT day, g.period, start, {RollupRows.Columns}
            FROM gone_days AS g JOIN rollups AS r USING (device, period)
            WHERE device = $1 AND (r.start AT TIME ZONE 'UTC')::date = g.day ORDER BY start
            """,
            row => (Day: row.Day(0), Period: (RollupPeriod)row.GetInt16(1), Rollup: RollupRows.Read(row, 2)), device));
        return rows.GroupBy(row => (row.Day, row.Period)).Select(day => new ExpiredDay(day.Key.Day, day.Key.Period, [.. day.Select(row => row.Rollup)]));
    }

    public void PutExpired(int device, IReadOnlyCollection<ExpiredDay> days)
    {
        foreach (var some in days.Chunk(WrittenAtOnce))
        {
            database.Commit(connection =>
            {
                foreach (var day in some) Replace(connection, device, day);
                Copy(connection, device, some);
            });
        }
    }

    private static void Replace(NpgsqlConnection connection, int device, ExpiredDay day)
    {
        var start = PostgresTime.Of(day.Day);
        foreach (var period in Enum.GetValues<RollupPeriod>()) DayRows.Delete(connection, device, start, period);
        connection.Execute(
            """
            INSERT INTO gone_days (device, day, period) VALUES ($1, ($2 AT TIME ZONE 'UTC')::date, $3)
            ON CONFLICT (device, day) DO UPDATE SET period = EXCLUDED.period
            """,
            device, start, (int)day.Period);
    }

    private static void Copy(NpgsqlConnection connection, int device, ExpiredDay[] days)
    {
        using var importer = connection.BeginBinaryImport($"COPY rollups (device, period, start, {RollupRows.Columns}) FROM STDIN (FORMAT BINARY)");
        foreach (var day in days)
        {
            for (var period = day.Period; period <= RollupPeriod.Day; period++)
            {
                var rollups = new List<Rollup>();
                RollupSeries.Add(day.Rollups.ToArray(), period.Length(), rollups);
                foreach (var rollup in rollups)
                {
                    importer.StartRow();
                    importer.Write(device, NpgsqlDbType.Integer);
                    importer.Write((short)period, NpgsqlDbType.Smallint);
                    RollupRows.Write(importer, rollup);
                }
            }
        }

        importer.Complete();
    }
}
