using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using PlantOps.Benchmarks.Archive;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.History;

/// <summary>The plain PostgreSQL table that a home-made pipeline has, filled by COPY, 500 readings a commit.</summary>
internal sealed class PostgresHistory : IHistoryServer
{
    private const int ReadingsACommit = 500;

    private readonly PostgresCluster _cluster;
    private readonly NpgsqlConnection _connection;

    private PostgresHistory(PostgresCluster cluster, NpgsqlConnection connection) =>
        (_cluster, _connection) = (cluster, connection);

    public string Name => "PostgreSQL table";

    public static async Task<PostgresHistory> StartAsync()
    {
        var cluster = await PostgresCluster.StartAsync();
        var connection = new NpgsqlConnection(cluster.ConnectionString);
        await connection.OpenAsync();
        return new PostgresHistory(cluster, connection);
    }

    public async Task FillAsync(HistoryPlan plan)
    {
        for (var device = 0; device < plan.Devices; device++) await FillAsync(device, plan);
        await ExecuteAsync("VACUUM ANALYZE reading");
    }

    public async Task<long> BytesAsync() => (long)(await ExecuteAsync("SELECT pg_total_relation_size('reading')"))!;

    public long? ResidentBytes() => _cluster.ResidentBytes();

    public Task<Answer> RawAsync(int device, long from, long to) => AskAsync(
        "SELECT ts, temperature, humidity, soil_moisture, light_level FROM reading WHERE device_id = $1 AND ts >= $2 AND ts < $3 ORDER BY ts", device, from, to);

    public Task<Answer> RolledUpAsync(int device, long from, long to, long width) => AskAsync($"""
        SELECT to_timestamp(floor(extract(epoch FROM ts) * 1000 / {width}) * {width} / 1000), min(temperature), avg(temperature)::real, max(temperature), count(temperature)::real,
          min(humidity), avg(humidity)::real, max(humidity), count(humidity)::real, min(soil_moisture), avg(soil_moisture)::real, max(soil_moisture), count(soil_moisture)::real,
          min(light_level), avg(light_level)::real, max(light_level), count(light_level)::real
        FROM reading WHERE device_id = $1 AND ts >= $2 AND ts < $3 GROUP BY 1 ORDER BY 1
        """, device, from, to);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    private async Task FillAsync(int device, HistoryPlan plan)
    {
        var history = new PlantHistory(device, plan.Start);
        for (var done = 0L; done < plan.ReadingsADevice;)
        {
            await using var copy = await _connection.BeginBinaryImportAsync(
                "COPY reading (device_id, boot, seq, ts, temperature, humidity, soil_moisture, light_level) FROM STDIN (FORMAT BINARY)");
            for (var i = 0; i < ReadingsACommit && done < plan.ReadingsADevice; i++, done++)
            {
                var reading = history.Next();
                await copy.StartRowAsync();
                await copy.WriteAsync(Id(device), NpgsqlDbType.Text);
                await copy.WriteAsync(1L, NpgsqlDbType.Bigint);
                await copy.WriteAsync(done, NpgsqlDbType.Bigint);
                await copy.WriteAsync(
                    DateTimeOffset.FromUnixTimeMilliseconds(reading.Time).UtcDateTime, NpgsqlDbType.TimestampTz);
                await copy.WriteAsync((float)reading.Temperature, NpgsqlDbType.Real);
                await copy.WriteAsync((float)reading.Humidity, NpgsqlDbType.Real);
                await copy.WriteAsync((float)reading.SoilMoisture, NpgsqlDbType.Real);
                await copy.WriteAsync((float)reading.LightLevel, NpgsqlDbType.Real);
            }

            await copy.CompleteAsync();
        }
    }

    private async Task<Answer> AskAsync(string sql, int device, long from, long to)
    {
        var started = Stopwatch.GetTimestamp();
        await using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddWithValue(Id(device));
        command.Parameters.AddWithValue(DateTimeOffset.FromUnixTimeMilliseconds(from));
        command.Parameters.AddWithValue(DateTimeOffset.FromUnixTimeMilliseconds(to));
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        var sum = 0.0;
        for (; await reader.ReadAsync(); rows++)
        {
            sum += reader.GetDateTime(0).Ticks;
            for (var column = 1; column < reader.FieldCount; column++) sum += reader.GetFloat(column);
        }

        return new Answer(double.IsNaN(sum) ? 0 : rows, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }

    // As long as the gateway's own ids.
    private static string Id(int device) => $"plant-{device:00000000}";
}
