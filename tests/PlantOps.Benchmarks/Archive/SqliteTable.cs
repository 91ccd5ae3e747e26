using Microsoft.Data.Sqlite;

namespace PlantOps.Benchmarks.Archive;

/// <summary>The same readings in a plain SQLite table, for comparison.</summary>
internal static class SqliteTable
{
    /// <summary>Bytes of the file a reading, of one device's history.</summary>
    public static double BytesAReading(long start, long readings)
    {
        var file = Path.GetTempFileName();
        using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            connection.Open();
            using var create = connection.CreateCommand();
            create.CommandText = """
                CREATE TABLE reading (
                  device INTEGER NOT NULL, ts INTEGER NOT NULL, temperature REAL, humidity REAL, soil_moisture REAL, light_level REAL,
                  PRIMARY KEY (device, ts));
                """;
            create.ExecuteNonQuery();
            Insert(connection, new PlantHistory(0, start), readings);
        }

        var size = new FileInfo(file).Length;
        File.Delete(file);
        return (double)size / readings;
    }

    private static void Insert(SqliteConnection connection, PlantHistory history, long readings)
    {
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO reading VALUES (1, $ts, $temperature, $humidity, $soil, $light)";
        string[] names = ["$ts", "$temperature", "$humidity", "$soil", "$light"];
        var values = names.Select(name => insert.Parameters.Add(name, SqliteType.Real)).ToList();
        values[0].SqliteType = SqliteType.Integer;
        for (var i = 0L; i < readings; i++)
        {
            var reading = history.Next();
            object[] row = [reading.Time, reading.Temperature, reading.Humidity, reading.SoilMoisture,
                (double)reading.LightLevel];
            for (var column = 0; column < row.Length; column++) values[column].Value = row[column];
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
