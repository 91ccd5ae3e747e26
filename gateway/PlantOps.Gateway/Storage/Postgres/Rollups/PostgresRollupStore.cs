using System.Data;
using System.Runtime.InteropServices;
using Npgsql;
using PlantOps.Gateway.Storage.Postgres.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>Rollups as rows, made by the server. What is not rolled up yet is made of its readings when it is asked for.</summary>
internal sealed class PostgresRollupStore(PostgresDatabase database, IReadingStore readings) : IRollupStore
{
    private const string Select =
        "SELECT device, day FROM unrolled_days WHERE day < ($1 AT TIME ZONE 'UTC')::date ORDER BY device, day";

    public void Read(int device, RollupPeriod period, long from, long to, List<Rollup> into)
    {
        var first = RollupPeriod.Day.StartOf(Math.Max(from, Contracts.Limits.EarliestTime));
        database.Read(connection =>
        {
            // One snapshot: what is rolled up in between is seen on one side only.
            using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            var unrolled = Unrolled(connection, device, first, to);
            var kept = Kept(connection, device, period, (first, to), unrolled);
            var late = new List<Rollup>();
            foreach (var day in unrolled.Keys) AddRaw(connection, device, day, period, late);
            into.AddRange(RollupSeries.Merge(kept, late));
            return true;
        });
        RollupSeries.Cut(into, from, to);
    }

    public int RollUp(long endedBy, CancellationToken stopping)
    {
        var rolled = 0;
        var days = database.Read(connection => connection.Query(Select, row => (Device: row.GetInt32(0), Day: row.Day(1)), PostgresTime.Of(endedBy)));
        foreach (var (device, day) in days)
        {
            stopping.ThrowIfCancellationRequested();
            var mine = false;
            database.Commit(connection => mine = DayRows.RollUp(connection, device, PostgresTime.Of(day)));
            if (mine) rolled++;
        }

        return rolled;
    }

    public int MarkAll()
    {
        var marked = 0;
        foreach (var device in database.Read(connection => connection.Query("SELECT DISTINCT device FROM stored_sequences", row => row.GetInt32(0))))
        {
            var days = readings.Days(device).Select(PostgresTime.Of).ToArray();
            database.Commit(connection => marked += Mark(connection, device, days));
        }

        return marked;
    }

    private static int Mark(NpgsqlConnection connection, int device, DateTime[] days) => connection.Execute(
        """
        INSERT INTO unrolled_days AS u (device, day)
        SELECT $1, (day AT TIME ZONE 'UTC')::date FROM unnest($2) AS day
        WHERE NOT EXISTS (SELECT 1 FROM gone_days AS g WHERE g.device = $1 AND g.day = (day AT TIME ZONE 'UTC')::date)
        ON CONFLICT (device, day) DO UPDATE SET day = EXCLUDED.day
        """,
        device, days);

    /// <summary>The unrolled days, and whether their readings have gone but for late ones.</summary>
    private static Dictionary<long, bool> Unrolled(NpgsqlConnection connection, int device, long first, long to) => connection.Query(
        """
        SELECT day, g.period IS NOT NULL FROM unrolled_days LEFT JOIN gone_days AS g USING (device, day)
        WHERE device = $1 AND day >= ($2 AT TIME ZONE 'UTC')::date AND day <= ($3 AT TIME ZONE 'UTC')::date ORDER BY day
        """,
        row => KeyValuePair.Create(row.Day(0), row.GetBoolean(1)), device, PostgresTime.Of(first), PostgresTime.Of(to)).ToDictionary();

    private static List<Rollup> Kept(
        NpgsqlConnection connection, int device, RollupPeriod period, (long First, long To) range, Dictionary<long, bool> unrolled)
    {
        var rows = connection.Query(
            $"SELECT start, {RollupRows.Columns} FROM rollups WHERE device = $1 AND period = $2 AND start >= $3 AND start < $4 ORDER BY start",
            row => RollupRows.Read(row, 0), device, (int)period, PostgresTime.Of(range.First), PostgresTime.Of(range.To));
        if (unrolled.Count > 0) rows.RemoveAll(row => unrolled.TryGetValue(RollupPeriod.Day.StartOf(row.Start), out var gone) && !gone);
        return rows;
    }

    private static void AddRaw(NpgsqlConnection connection, int device, long day, RollupPeriod period, List<Rollup> into)
    {
        var found = connection.Query(
            ReadingRows.Select + " WHERE device = $1 AND time >= $2 AND time < $3 " + ReadingRows.Order,
            ReadingRows.Read, device, PostgresTime.Of(day), PostgresTime.Of(day + RollupPeriod.Day.Length()));
        RollupSeries.Add(CollectionsMarshal.AsSpan(found), period.Length(), into);
    }
}
