using PlantOps.Gateway.Storage.Postgres.Readings;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>What there is of each tier. What a device's rows take is their share of what the table and its index take.</summary>
internal static class HistoryContents
{
    private const string ReadingsSize = "SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0)::bigint FROM pg_inherits WHERE inhparent = 'readings'::regclass";

    public static IReadOnlyList<TierContent> Read(PostgresDatabase database)
    {
        var devices = database.Read(ReadingDays.Devices);
        return
        [
            .. Read(database, Tier.Raw, devices, Days("readings", "time"), ReadingsSize),
            .. Read(database, Tier.QuarterHours, devices, RollupPeriod.QuarterHour),
            .. Read(database, Tier.Hours, devices, RollupPeriod.Hour),
            .. Read(database, Tier.Days, devices, RollupPeriod.Day),
        ];
    }

    private static IEnumerable<TierContent> Read(PostgresDatabase database, Tier tier, List<int> devices, RollupPeriod period)
    {
        var table = RollupRows.Table(period);
        return Read(database, tier, devices, Days(table, "start"), $"SELECT pg_total_relation_size('{table}')");
    }

    private static IEnumerable<TierContent> Read(PostgresDatabase database, Tier tier, List<int> devices, string days, string size)
    {
        // A device a statement: each is over before it counts as lost.
        var found = devices.ConvertAll(device => (Device: device, Days: database.Read(connection =>
            connection.Query(days, row => (Start: row.UnixMs(0), Rows: row.GetInt64(1)), device))));
        var rows = Math.Max(1, found.Sum(device => device.Days.Sum(day => day.Rows)));
        var bytes = (double)database.Read(connection => connection.Scalar<long>(size));
        foreach (var (device, ofDevice) in found)
        {
            var its = ofDevice.Sum(day => day.Rows);
            yield return new TierContent(tier, device, ofDevice.ConvertAll(day => day.Start), its, (long)(bytes * its / rows));
        }
    }

    private static string Days(string table, string time) =>
        $"SELECT date_bin('24 hours', {time}, 'epoch') AS day, count(*) FROM {table} WHERE device = $1 GROUP BY day ORDER BY day";
}
