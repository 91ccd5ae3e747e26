using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>Removes readings from the database. Several gateways may be at the same ones.</summary>
internal sealed class PostgresReadingRemoval(PostgresDatabase database) : IReadingRemoval
{
    // Every day that has readings is rolled up, or waits for it.
    private const string Days =
        """
        SELECT day FROM unrolled_days WHERE device = $1 AND day >= $2 AND day <= $3
        UNION SELECT day FROM gone_days WHERE device = $1 AND day >= $2 AND day <= $3
        UNION SELECT (start AT TIME ZONE 'UTC')::date FROM rolled_days WHERE device = $1 AND start >= $4 AND start < $5
        ORDER BY day
        """;

    public int Remove(StreamId stream, TimeRange range, CancellationToken stopping)
    {
        if (range.IsEmpty) return 0;
        var removed = 0;
        foreach (var day in DaysOf(stream, range))
        {
            stopping.ThrowIfCancellationRequested();
            var did = false;
            database.Commit(connection => did = DayRemoval.Do(connection, stream, day, range));
            if (did) removed++;
        }

        return removed;
    }

    private List<DateOnly> DaysOf(StreamId stream, TimeRange range)
    {
        var (first, last) = (PostgresTime.DayOf(range.From), PostgresTime.DayOf(range.To - 1));
        return database.Read(connection => connection.Query(
            Days, row => row.GetFieldValue<DateOnly>(0), stream, first, last, PostgresTime.StartOf(first),
            PostgresTime.Of(range.To)));
    }
}
