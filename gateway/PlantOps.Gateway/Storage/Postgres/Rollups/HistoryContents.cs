using PlantOps.Gateway.Storage.Postgres.Readings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>What there is of each tier. What a device's rows take is their share of what the table and its index take.</summary>
internal static class HistoryContents
{
    private const string ReadingsSize =
        "SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0)::bigint FROM pg_inherits WHERE "
            + "inhparent = 'readings'::regclass";

    public static IReadOnlyList<TierContent> Read(PostgresDatabase database)
    {
        var streams = database.Read(ReadingDays.Streams);
        return
        [
            .. Read(database, Tier.Raw, streams, Days("readings", "time"), ReadingsSize),
            .. Read(database, Tier.QuarterHours, streams, RollupPeriod.QuarterHour),
            .. Read(database, Tier.Hours, streams, RollupPeriod.Hour),
            .. Read(database, Tier.Days, streams, RollupPeriod.Day),
        ];
    }

    private static IEnumerable<TierContent> Read(
        PostgresDatabase database, Tier tier, List<StreamId> streams, RollupPeriod period)
    {
        var table = RollupRows.Table(period);
        return Read(database, tier, streams, Days(table, "start"), $"SELECT pg_total_relation_size('{table}')");
    }

    private static IEnumerable<TierContent> Read(
        PostgresDatabase database, Tier tier, List<StreamId> streams, string days, string size)
    {
        // A stream a statement: each is over before it counts as lost.
        var found = streams.ConvertAll(stream => (Stream: stream, Days: database.Read(connection =>
            connection.Query(days, row => (Start: row.UnixMs(0), Rows: row.GetInt64(1)), stream))));
        var rows = Math.Max(1, found.Sum(stream => stream.Days.Sum(day => day.Rows)));
        var bytes = (double)database.Read(connection => connection.Scalar<long>(size));
        foreach (var (stream, its) in found)
        {
            var sum = its.Sum(day => day.Rows);
            yield return new TierContent(tier, stream, its.ConvertAll(day => day.Start), sum, (long)(bytes * sum / rows));
        }
    }

    private static string Days(string table, string time) =>
        $"SELECT date_bin('24 hours', {time}, 'epoch') AS day, count(*) FROM {table} WHERE device = $1 GROUP BY day ORDER BY day";
}
