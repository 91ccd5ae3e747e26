using Npgsql;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres.Rollups;

/// <summary>
/// Lets go of history in the database: readings by month, as a partition that is dropped; rollups by day of a device.
/// </summary>
internal sealed class PostgresRetentionStore(PostgresDatabase database, ILogger<PostgresRetentionStore> logger) : IRetentionStore
{
    /// <summary>Days of devices of one transaction.</summary>
    private const int DaysAtOnce = 50;

    private readonly MonthExpiry _months = new(database, logger);

    public int Expire(Tier tier, long endedBy, CancellationToken stopping) => tier switch
    {
        Tier.Raw => _months.Expire(endedBy, stopping),
        Tier.QuarterHours => Expire(RollupPeriod.QuarterHour, endedBy, stopping),
        Tier.Hours => Expire(RollupPeriod.Hour, endedBy, stopping),
        _ => Expire(RollupPeriod.Day, endedBy, stopping),
    };

    public IReadOnlyList<TierContent> Contents() => HistoryContents.Read(database);

    private int Expire(RollupPeriod period, long endedBy, CancellationToken stopping)
    {
        var (expired, some) = (0, 0);
        do
        {
            stopping.ThrowIfCancellationRequested();
            database.Commit(connection => some = Step(connection, period, PostgresTime.DayOf(endedBy)));
            expired += some;
        }
        while (some > 0);

        return expired;
    }

    // Rollups that could be made of readings again are no history of their own: they stay as long as the readings.
    private static int Step(NpgsqlConnection connection, RollupPeriod period, DateOnly before) => (int)connection.Scalar<long>(
        $"""
        WITH due AS MATERIALIZED (
          SELECT device, day FROM gone_days AS g
          WHERE finest = $1 AND day < $2 AND NOT EXISTS (SELECT 1 FROM unrolled_days AS u WHERE u.device = g.device AND u.day = g.day)
          ORDER BY finest, day LIMIT $3 FOR UPDATE SKIP LOCKED
        ), rolled AS (
          DELETE FROM {RollupRows.Table(period)} AS r USING due
          WHERE r.device = due.device AND r.start >= due.day::timestamp AT TIME ZONE 'UTC' AND r.start < (due.day + 1)::timestamp AT TIME ZONE 'UTC'
        ), gone AS (
          {(period == RollupPeriod.Day ? "DELETE FROM gone_days AS g USING due" : "UPDATE gone_days AS g SET "
              + "finest = finest + 1 FROM due")}
          WHERE g.device = due.device AND g.day = due.day
        )
        SELECT count(*) FROM due
        """,
        (int)period, before, DaysAtOnce);
}
