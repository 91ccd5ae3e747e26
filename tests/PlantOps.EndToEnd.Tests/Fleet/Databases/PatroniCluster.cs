using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests.Fleet.Databases;

/// <summary>
/// Three PostgreSQL servers that Patroni keeps, with etcd: one takes writes and answers a commit when a second one has it too;
/// when it dies that one takes its place.
/// </summary>
internal sealed class PatroniCluster : IAsyncDisposable
{
    private const int Count = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plantops-patroni-");
    private readonly Process _etcd;

    private PatroniCluster()
    {
        foreach (var program in new[] { "patroni", "etcd" }) Component.Need(program);
        File.SetUnixFileMode(_directory.FullName, (UnixFileMode)0b111_101_101);
        var (client, peer) = (GatewayProcess.FreePort(), GatewayProcess.FreePort());
        _etcd = Process.Start(Logged("etcd", "/usr/bin/etcd",
        [
            "--data-dir", Path.Combine(_directory.FullName, "etcd"),
            "--listen-client-urls", $"http://127.0.0.1:{client}", "--advertise-client-urls", $"http://127.0.0.1:{client}",
            "--listen-peer-urls", $"http://127.0.0.1:{peer}", "--initial-advertise-peer-urls", $"http://127.0.0.1:{peer}",
            "--initial-cluster", $"default=http://127.0.0.1:{peer}",
        ]))!;
        Servers = [.. Enumerable.Range(1, Count).Select(i => new PatroniServer(_directory.FullName, $"db-{i}", client, Logged))];
    }

    public IReadOnlyList<PatroniServer> Servers { get; }

    /// <summary>All servers, of which a gateway uses the one that takes writes.</summary>
    public string Connection =>
        $"Host={string.Join(',', Servers.Select(server => server.Address))};Username=postgres;Password=secret";

    /// <summary>Starts all, and waits until one takes writes and another confirms them.</summary>
    public static async Task<PatroniCluster> StartedAsync()
    {
        var cluster = new PatroniCluster();
        try
        {
            foreach (var server in cluster.Servers) server.Start();
            await cluster.WholeAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>The one that takes writes now; <see langword="null"/> where none does.</summary>
    public PatroniServer? Primary() => Servers.FirstOrDefault(server => server.Ask("SELECT NOT pg_is_in_recovery()") is true);

    /// <summary>Waits until one takes writes.</summary>
    public Task PrimaryAsync() => UntilAsync(() => Primary() is not null, "None of the servers takes writes");

    /// <summary>Waits until one takes writes, and the others follow it, one of them synchronously.</summary>
    public Task WholeAsync()
    {
        const string HasStandbys =
            "SELECT count(*) FILTER (WHERE sync_state = 'sync') > 0 AND count(*) = 2 FROM pg_stat_replication WHERE state = 'streaming'";
        return UntilAsync(() => Primary()?.Ask(HasStandbys) is true, "The servers do not follow one");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers) server.Kill();
        _etcd.Kill();
        await _etcd.WaitForExitAsync();
        _etcd.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        var since = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!isSo())
        {
            if (since.Elapsed > Patience)
                throw new TimeoutException($"{otherwise}:\n{string.Join('\n', Servers.Select(server => server.LastWords))}");
            await beat.WaitForNextTickAsync();
        }
    }

    private ProcessStartInfo Logged(string name, string program, IEnumerable<string> arguments) =>
        new("/bin/sh",
            ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", "sh", Path.Combine(_directory.FullName, name + ".log"), program,
                .. arguments]);
}

/// <summary>One of them: Patroni and the server that it runs.</summary>
internal sealed class PatroniServer
{
    private const string User = "postgres";

    private readonly string _directory;
    private readonly string _name;
    private readonly int _port = GatewayProcess.FreePort();
    private readonly ProcessStartInfo _start;
    private readonly string _log;
    private Process? _patroni;

    public PatroniServer(string parent, string name, int etcd, Func<string, string, IEnumerable<string>, ProcessStartInfo> logged)
    {
        _name = name;
        _directory = Path.Combine(parent, name);
        Directory.CreateDirectory(_directory);
        var settings = Path.Combine(parent, name + ".yml");
        File.WriteAllText(settings, Settings(etcd));
        if (Environment.IsPrivilegedProcess) PostgresServer.Run("chown", [User, _directory]);
        var (program, arguments) = PostgresServer.AsUnprivileged(["/usr/bin/patroni", settings]);
        _start = logged(name, program, arguments);
        _log = Path.Combine(parent, name + ".log");
    }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public string LastWords => $"{_name}: {(File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(5)) : "no log")}";

    private string Data => Path.Combine(_directory, "data");

    public void Start() => _patroni = Process.Start(_start);

    /// <summary>SIGKILL of Patroni and of all that it runs, as when its machine dies.</summary>
    public void Kill()
    {
        if (_patroni is null) return;
        var server = Path.Combine(Data, "postmaster.pid");
        var id = File.Exists(server) ? File.ReadLines(server).First() : null;
        _patroni.Kill();
        _patroni.WaitForExit();
        _patroni.Dispose();
        _patroni = null;
        if (id is not null && Directory.Exists("/proc/" + id)) PostgresServer.KillAll(id);
    }

    /// <summary>The answer to a question; <see langword="null"/> where there is none.</summary>
    public object? Ask(string sql)
    {
        try
        {
            return PostgresServer.Execute(
                $"Host={Address};Username={User};Password=secret;Database=postgres;Timeout=2;Command Timeout=2", sql);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    // A commit is answered when another server has it, and none is where no other has: `synchronous_mode_strict`.
    private string Settings(int etcd) => string.Create(CultureInfo.InvariantCulture, $$"""
        scope: plantops
        name: {{_name}}
        etcd3: {host: "127.0.0.1:{{etcd}}"}
        restapi: {listen: "127.0.0.1:{{GatewayProcess.FreePort()}}"}
        bootstrap:
          dcs:
            ttl: 20
            loop_wait: 2
            retry_timeout: 5
            synchronous_mode: true
            synchronous_mode_strict: true
            postgresql:
              use_pg_rewind: true
              parameters: {shared_buffers: 32MB, wal_log_hints: on}
          initdb: [{encoding: UTF8}, {locale: C.UTF-8}, data-checksums]
        postgresql:
          listen: "127.0.0.1:{{_port}}"
          connect_address: "127.0.0.1:{{_port}}"
          data_dir: {{Data}}
          pgpass: {{_directory}}/pgpass
          bin_dir: {{Path.GetDirectoryName(PostgresServer.Program("initdb"))}}
          pg_hba: ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
          authentication:
            superuser: {username: {{User}}, password: secret}
            replication: {username: replicator, password: secret}
          parameters: {unix_socket_directories: {{_directory}}}
        """);
}
