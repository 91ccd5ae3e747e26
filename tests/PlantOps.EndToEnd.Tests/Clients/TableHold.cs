using Npgsql;

namespace PlantOps.EndToEnd.Tests.Clients;

/// <summary>Holds a table of PostgreSQL until it is disposed of, so that whoever writes to it stops there.</summary>
internal sealed class TableHold : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly NpgsqlConnection _connection;
    private readonly string _table;

    public TableHold(string database, string table)
    {
        _table = table;
        _connection = new NpgsqlConnection(database + ";Pooling=false");
        _connection.Open();
        using var command = new NpgsqlCommand($"BEGIN; LOCK TABLE {table} IN EXCLUSIVE MODE", _connection);
        command.ExecuteNonQuery();
    }

    public async Task SomebodyWaitsAsync()
    {
        await using var waiting = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE relation = to_regclass($1) AND NOT granted)", _connection);
        waiting.Parameters.Add(new NpgsqlParameter { Value = _table });
        using var deadline = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(bool)(await waiting.ExecuteScalarAsync(deadline.Token))!) await beat.WaitForNextTickAsync(deadline.Token);
    }

    /// <summary>Also where the server is gone.</summary>
    public void Dispose() => _connection.Dispose();
}
