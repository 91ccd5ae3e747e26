using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.Postgres.Readings;

/// <summary>
/// Messages set aside, as people look at them and take them away. What adds them is <see cref="SetAsideRows"/>.
/// </summary>
internal sealed class PostgresSetAsideStore(PostgresDatabase database) : ISetAsideStore
{
    public int Count() => database.Read(connection => connection.Scalar<int>("SELECT count(*)::integer FROM set_aside"));

    public IReadOnlyList<StoredSetAside> Read(long before, int limit) =>
        database.Read(connection => SetAsideRows.Before(connection, before, limit));

    public void Remove(IReadOnlyCollection<long> numbers)
    {
        if (numbers.Count == 0) return;
        database.Commit(connection => connection.Execute("DELETE FROM set_aside WHERE id = ANY($1)", numbers.ToArray()));
    }
}
