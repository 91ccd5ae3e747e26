using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests.Fleet.Databases;

/// <summary>pgbouncer before a PostgreSQL server.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plantops-pgbouncer-");
    private readonly int _port = GatewayProcess.FreePort();
    private readonly string _database;
    private Process? _process;

    private PgBouncer(PostgresServer server, string mode)
    {
        Component.Need("pgbouncer");
        var behind = new NpgsqlConnectionStringBuilder(server.NewDatabase());
        _database = behind.Database!;
        File.SetUnixFileMode(_directory.FullName, (UnixFileMode)0b111_101_101);
        File.WriteAllText(Settings, string.Create(CultureInfo.InvariantCulture, $"""
            [databases]
            {_database} = host={behind.Host} user={behind.Username} dbname={_database}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {_port}
            unix_socket_dir =
            auth_type = any
            pool_mode = {mode}
            default_pool_size = 60
            max_client_conn = 200
            """));
    }

    public string Connection =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database={_database}");

    private string Settings => Path.Combine(_directory.FullName, "pgbouncer.ini");

    public static async Task<PgBouncer> StartedAsync(PostgresServer server, string mode)
    {
        var pooler = new PgBouncer(server, mode);
        await pooler.StartAsync();
        return pooler;
    }

    /// <summary>SIGKILL, and started again.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _directory.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var (program, arguments) = PostgresServer.AsUnprivileged(["/usr/sbin/pgbouncer", "-q", Settings]);
        _process = Process.Start(program, arguments);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await Component.AcceptsAsync(_port))
        {
            if (_process.HasExited) throw new InvalidOperationException("pgbouncer did not start.");
            await beat.WaitForNextTickAsync();
        }
    }

    private async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }
}
