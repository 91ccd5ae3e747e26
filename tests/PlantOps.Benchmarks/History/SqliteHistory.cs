using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PlantOps.Benchmarks.Archive;

namespace PlantOps.Benchmarks.History;

/// <summary>A plain SQLite table, in this process; a transaction for each 500 readings, synced.</summary>
internal sealed class SqliteHistory : IHistoryServer
{
    private const int ReadingsATransaction = 500;

    private readonly string _file = Path.GetTempFileName();
    private readonly SqliteConnection _connection;

    public SqliteHistory()
    {
        _connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        _connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("""
            CREATE TABLE reading (
              device INTEGER NOT NULL, ts INTEGER NOT NULL, temperature REAL, humidity REAL, soil_moisture REAL, light_level REAL,
              PRIMARY KEY (device, ts));
            """);
    }

    public string Name => "SQLite table";

    public Task FillAsync(HistoryPlan plan)
    {
        for (var device = 0; device < plan.Devices; device++) Fill(device, plan);
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return Task.CompletedTask;
    }

    public Task<long> BytesAsync() => Task.FromResult(new FileInfo(_file).Length);

    public long? ResidentBytes() => null;

    public Task<Answer> RawAsync(int device, long from, long to) => Ask(
        "SELECT ts, temperature, humidity, soil_moisture, light_level FROM reading WHERE device = $device AND ts >= $from AND ts < $to ORDER BY ts",
        device, from, to);

    public Task<Answer> RolledUpAsync(int device, long from, long to, long width) => Ask($"""
        SELECT ts / {width}, min(temperature), avg(temperature), max(temperature), count(temperature),
          min(humidity), avg(humidity), max(humidity), count(humidity), min(soil_moisture), avg(soil_moisture), max(soil_moisture), count(soil_moisture),
          min(light_level), avg(light_level), max(light_level), count(light_level)
        FROM reading WHERE device = $device AND ts >= $from AND ts < $to GROUP BY 1 ORDER BY 1
        """, device, from, to);

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        foreach (var file in new[] { _file, _file + "-wal", _file + "-shm" }) File.Delete(file);
        return ValueTask.CompletedTask;
    }

    private void Fill(int device, HistoryPlan plan)
    {
        var history = new PlantHistory(device, plan.Start);
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO reading VALUES ($device, $ts, $temperature, $humidity, $soil, $light)";
        string[] names = ["$device", "$ts", "$temperature", "$humidity", "$soil", "$light"];
        var values = names.Select((name, i) => insert.Parameters.Add(name, i < 2 ? SqliteType.Integer : SqliteType.Real))
            .ToList();
        for (var done = 0L; done < plan.ReadingsADevice;)
        {
            using var transaction = _connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var i = 0; i < ReadingsATransaction && done < plan.ReadingsADevice; i++, done++)
            {
                var reading = history.Next();
                object[] row = [(long)device, reading.Time, reading.Temperature, reading.Humidity, reading.SoilMoisture,
                    (double)reading.LightLevel];
                for (var column = 0; column < row.Length; column++) values[column].Value = row[column];
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    private Task<Answer> Ask(string sql, int device, long from, long to)
    {
        var started = Stopwatch.GetTimestamp();
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$device", device);
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        using var reader = command.ExecuteReader();
        var rows = 0;
        var sum = 0.0;
        for (; reader.Read(); rows++)
        {
            for (var column = 0; column < reader.FieldCount; column++) sum += reader.GetDouble(column);
        }

        return Task.FromResult(new Answer(double.IsNaN(sum) ? 0 : rows, Stopwatch.GetElapsedTime(started).TotalMilliseconds));
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
