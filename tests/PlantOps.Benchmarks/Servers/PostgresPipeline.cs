using PlantOps.Benchmarks.Load;

namespace PlantOps.Benchmarks.Servers;

/// <summary>mosquitto, a Python subscriber, and one INSERT a message into PostgreSQL.</summary>
internal sealed class PostgresPipeline : IServer
{
    // Debian's own: its paho and psycopg2 are not there for another Python that comes first in the path.
    public const string Python = "/usr/bin/python3";

    private readonly Mosquitto _mosquitto;
    private readonly PostgresCluster _database;
    private readonly ServerProcess _subscriber;

    private PostgresPipeline(Mosquitto mosquitto, PostgresCluster database)
    {
        (_mosquitto, _database) = (mosquitto, database);
        var script = Path.Combine(AppContext.BaseDirectory, "baseline", "subscriber.py");
        _subscriber = new ServerProcess(Python, [script, $"{mosquitto.Plain.Port}", database.Dsn]);
    }

    public Endpoint Plain => _mosquitto.Plain;

    public Endpoint Tls => _mosquitto.Tls;

    public static async Task<PostgresPipeline> StartAsync()
    {
        var pipeline = new PostgresPipeline(await Mosquitto.StartAsync(), await PostgresCluster.StartAsync());
        await pipeline._subscriber.WaitUntilAsync(
            () => Task.FromResult(pipeline._subscriber.Output.StartsWith("ready", StringComparison.Ordinal)),
            "The subscriber is ready");
        return pipeline;
    }

    public IReadOnlyList<ClientIdentity> Clients(int count) => _mosquitto.Clients(count);

    public Task<long> StoredAsync() => _database.CountAsync();

    public long ResidentBytes() =>
        _mosquitto.ResidentBytes() + ProcessMemory.Resident(_subscriber.Id) + _database.ResidentBytes();

    public async ValueTask DisposeAsync()
    {
        await _subscriber.DisposeAsync();
        await _mosquitto.DisposeAsync();
        await _database.DisposeAsync();
    }
}
