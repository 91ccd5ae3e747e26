using Npgsql;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>Which streams have history, and which days of them have readings.</summary>
internal static class ReadingDays
{
    /// <summary>
    /// The starts of stream <c>$1</c>'s days, in order, the last row NULL: from day to day by the index, without reading what
    /// lies between.
    /// </summary>
    public const string OfStream =
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
    private const string EveryStream = "SELECT device FROM stored_sequences UNION SELECT device FROM gone_days ORDER BY device";

    public static List<long> Of(NpgsqlConnection connection, StreamId stream) =>
        connection.Query($"SELECT day FROM ({OfStream}) AS days WHERE day IS NOT NULL", row => row.UnixMs(0), stream);

    public static List<StreamId> Streams(NpgsqlConnection connection) =>
        connection.Query(EveryStream, row => new StreamId(row.GetInt32(0)));
}
