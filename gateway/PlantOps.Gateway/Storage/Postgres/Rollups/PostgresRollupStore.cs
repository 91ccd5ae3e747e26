using System.Data;
using System.Runtime.InteropServices;
using Npgsql;
using PlantOps.Gateway.Storage.Postgres.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>
/// Rollups in a table a period. A day is rolled up once, when it is over: what is not rolled up yet, like today, is made
/// of its readings whenever it is asked for.
/// </summary>
internal sealed class PostgresRollupStore(PostgresDatabase database) : IRollupStore
{
    /// <summary>Days looked up at once.</summary>
    private const int Page = 1000;

    private static readonly string ReadingsOf =
        $"{ReadingRows.Select} WHERE device = $1 AND time >= $2 AND time < $3 ORDER BY time";

    private const string Unrolled =
        """
        SELECT device, day FROM unrolled_days WHERE day < $1 AND (device, day) > ($2, $3) ORDER BY device, day LIMIT $4
        """;

    private const string UnrolledOf =
        """
        SELECT u.day, g.finest FROM unrolled_days AS u LEFT JOIN gone_days AS g USING (device, day)
        WHERE u.device = $1 AND u.day >= $2 AND u.day <= $3 ORDER BY u.day
        """;

    private const string Mark =
        $"""
        WITH present (day) AS ({ReadingDays.OfStream}), whole AS (
          SELECT (day AT TIME ZONE 'UTC')::date AS day FROM present WHERE day IS NOT NULL
          EXCEPT SELECT day FROM gone_days WHERE device = $1
        ), marked AS (INSERT INTO unrolled_days (device, day) SELECT $1, day FROM whole ORDER BY day ON CONFLICT DO NOTHING)
        SELECT count(*) FROM whole
        """;

    public void Read(StreamId stream, RollupPeriod period, long from, long to, List<Rollup> into) => database.Read(connection =>
    {
        using var transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        // A snapshot does not keep a partition: this does.
        connection.Execute("LOCK TABLE ONLY readings IN ACCESS SHARE MODE");
        var unrolled = connection.Query(
            UnrolledOf,
            row => (Day: PostgresTime.ToUnixMs(row.GetFieldValue<DateOnly>(0)),
                Finest: row.IsDBNull(1) ? null : (RollupPeriod?)row.GetInt16(1)), stream, PostgresTime.DayOf(from),
                PostgresTime.DayOf(to));
        var kept = RollupRows.Read(connection, period, stream, from, to);
        var remade = unrolled.Where(day => day.Finest is null).Select(day => day.Day).ToHashSet();
        if (remade.Count > 0) kept.RemoveAll(rollup => remade.Contains(RollupPeriod.Day.StartOf(rollup.Start)));
        var made = new List<Rollup>();
        // What is left of a day may be coarser than what is asked for: then there is nothing to tell.
        foreach (var day in unrolled.Where(day => day.Finest is null || day.Finest <= period))
            Make(connection, stream, day.Day, period, made);
        into.AddRange(RollupSeries.Merge(kept, RollupSeries.Between(made, from, to)));
        transaction.Commit();
        return true;
    });

    public int RollUp(long endedBy, CancellationToken stopping)
    {
        var rolled = 0;
        var (stream, day) = (default(StreamId), DateOnly.MinValue);
        while (Next(endedBy, stream, day) is { Count: > 0 } days)
        {
            foreach (var next in days)
            {
                stopping.ThrowIfCancellationRequested();
                var done = false;
                database.Commit(connection => done = DayRollUp.Do(connection, next.Stream, next.Day));
                if (done) rolled++;
            }

            (stream, day) = days[^1];
        }

        return rolled;
    }

    public int MarkAll()
    {
        long marked = 0;
        foreach (var stream in database.Read(ReadingDays.Streams))
            database.Commit(connection => marked += connection.Scalar<long>(Mark, stream));
        return (int)marked;
    }

    private List<(StreamId Stream, DateOnly Day)> Next(long endedBy, StreamId stream, DateOnly day) =>
        database.Read(connection => connection.Query(
        Unrolled, row => (new StreamId(row.GetInt32(0)), row.GetFieldValue<DateOnly>(1)), PostgresTime.DayOf(endedBy), stream,
        day, Page));

    private static void Make(NpgsqlConnection connection, StreamId stream, long day, RollupPeriod period, List<Rollup> into)
    {
        var readings = connection.Query(
            ReadingsOf, ReadingRows.Read, stream, PostgresTime.Of(day), PostgresTime.Of(day + RollupPeriod.Day.Length()));
        RollupSeries.Add(CollectionsMarshal.AsSpan(readings), period.Length(), into);
    }
}
