using Npgsql;

namespace PlantOps.Benchmarks.Servers;

/// <summary>A PostgreSQL 15 cluster of its own with the default durability: each commit is synced before it returns.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql/15/bin/";
    private const string User = "postgres";
    private const string GatewayDatabase = "plantops";

    private readonly string _directory;
    private readonly int _port;
    private readonly ServerProcess _process;

    private PostgresCluster(string directory, int port)
    {
        _directory = directory;
        _port = port;
        string[] postgres = [Programs + "postgres", "-D", directory, "-p", $"{port}", "-k", directory, "-c",
            "listen_addresses=127.0.0.1"];
        var (program, arguments) = AsUnprivileged(postgres);
        _process = new ServerProcess(program, arguments);
    }

    /// <summary>As libpq and psycopg2 read it.</summary>
    public string Dsn => $"host=127.0.0.1 port={_port} user={User} dbname=postgres";

    /// <summary>The gateway's own database, as Npgsql reads it.</summary>
    public string GatewayConnectionString => $"Host=127.0.0.1;Port={_port};Username={User};Database={GatewayDatabase}";

    /// <summary>As Npgsql reads it.</summary>
    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username={User};Database=postgres;Pooling=false";

    public static async Task<PostgresCluster> StartAsync()
    {
        var directory = Path.Combine(Path.GetTempPath(), $"plantops-benchmark-{Guid.NewGuid():N}");
        string[] owner = Environment.IsPrivilegedProcess ? ["-o", User] : [];
        await Command.RunAsync("install", ["-d", "-m", "700", .. owner, directory]);
        var (program, arguments) = AsUnprivileged(
            [Programs + "initdb", "-D", directory, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]);
        await Command.RunAsync(program, arguments);
        var cluster = new PostgresCluster(directory, LocalPort.Free());
        await cluster._process.WaitUntilAsync(cluster.AnswersAsync, "PostgreSQL answers");
        await cluster.ExecuteAsync($"CREATE DATABASE {GatewayDatabase}");
        await cluster.ExecuteAsync("""
            CREATE TABLE reading (
              id bigserial PRIMARY KEY, device_id text NOT NULL, boot bigint, seq bigint, ts timestamptz NOT NULL,
              temperature real, humidity real, soil_moisture real, light_level real);
            CREATE INDEX ON reading (device_id, ts);
            """);
        return cluster;
    }

    /// <summary>What the gateway's database takes beyond an empty one.</summary>
    public async Task<long> GatewayBytesAsync() =>
        (long)(await ExecuteAsync($"SELECT pg_database_size('{GatewayDatabase}') - pg_database_size('template1')"))!;

    public async Task<long> CountAsync() => (long)(await ExecuteAsync("SELECT count(*) FROM reading"))!;

    /// <summary>What the cluster's processes hold; what they share counts once.</summary>
    public long ResidentBytes() => ProcessMemory.ProportionalOfTree(_process.Id);

    /// <summary>What its processes used of the processors so far, in clock ticks.</summary>
    public long ProcessorTicks() => ProcessMemory.ProcessorTicksOfTree(_process.Id);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    // PostgreSQL refuses to run as root.
    private static (string Program, string[] Arguments) AsUnprivileged(string[] command) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", "--", .. command])
            : (command[0], command[1..]);

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <param name="sql">One command or several.</param>
    /// <param name="isGateways">Whether it is for the gateway's own database.</param>
    public async Task<object?> ExecuteAsync(string sql, bool isGateways = false)
    {
        await using var connection = new NpgsqlConnection(
            isGateways ? GatewayConnectionString + ";Pooling=false" : ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync();
    }
}
