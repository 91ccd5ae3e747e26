using Npgsql;
using PlantOps.Gateway.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>Holds a table until it is disposed of, so that whoever comes stops there.</summary>
internal sealed class Holder : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly string _table;

    public Holder(PostgresTestStore store, string table, string mode = "EXCLUSIVE")
    {
        _table = table;
        store.Settle();
        _connection = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        _connection.Open();
        _transaction = _connection.BeginTransaction();
        _connection.Execute($"LOCK TABLE {table} IN {mode} MODE");
    }

    public Task SomebodyWaits() => SomebodyWaitsFor(_table, unless: null);

    public Task SomebodyWaitsFor(string table, Task? unless) => Eventually.IsAsync(() => unless is { IsCompleted: true }
        || _connection.Scalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE relation = to_regclass($1) AND NOT granted)", table));

    /// <summary>Somebody waits for a row that another transaction of this database holds.</summary>
    public Task SomebodyWaitsForARow() => Eventually.IsAsync(() => _connection.Scalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid')"));

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }
}
