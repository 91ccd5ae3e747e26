using Npgsql;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>Which devices have history, and which days of them have readings.</summary>
internal static class ReadingDays
{
    /// <summary>The starts of device <c>$1</c>'s days, in order, the last row NULL: from day to day by the index, without reading what lies between.</summary>
    public const string OfDevice =
        """
        WITH RECURSIVE days (day) AS (
          SELECT date_trunc('day', min(time), 'UTC') FROM readings WHERE device = $1
          UNION ALL
          SELECT (SELECT date_trunc('day', time, 'UTC') FROM readings WHERE device = $1 AND time >= day + interval '24 hours' ORDER BY time LIMIT 1)
          FROM days WHERE day IS NOT NULL
        )
        SELECT day FROM days
        """;

    // Whatever was stored has left its boot; what was moved here without readings has not.
    private const string EveryDevice = "SELECT device FROM stored_sequences UNION SELECT device FROM gone_days ORDER BY device";

    public static List<long> Of(NpgsqlConnection connection, int device) =>
        connection.Query($"SELECT day FROM ({OfDevice}) AS days WHERE day IS NOT NULL", row => row.UnixMs(0), device);

    public static List<int> Devices(NpgsqlConnection connection) => connection.Query(EveryDevice, row => row.GetInt32(0));
}
