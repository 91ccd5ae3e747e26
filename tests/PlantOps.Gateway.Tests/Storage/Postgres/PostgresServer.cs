using System.Diagnostics;
using System.Globalization;
using Npgsql;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Gateway.Tests.Storage.Postgres;

/// <summary>
/// A PostgreSQL server of its own, on a disk, with fsync; it can be stopped and started. It listens on a Unix socket in its
/// directory: a port could be taken by others while it is stopped. Skips the test where there is no PostgreSQL.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private const string User = "postgres";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static int _databases;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"plantops-postgres-{Guid.NewGuid():N}");
    private readonly string[] _settings;
    private readonly Machine _machine;
    private Process? _process;
    private string _lastWords = string.Empty;

    public PostgresServer(params string[] settings)
        : this(Machine.This, settings)
    {
    }

    // At a port too, for all of its network, where it has a machine of its own.
    internal PostgresServer(Machine machine, params string[] settings)
    {
        (_machine, _settings) = (machine, machine.IsThis ? settings : ["-c", $"listen_addresses={machine.Address}", .. settings]);
        string[] owner = Environment.IsPrivilegedProcess ? ["-o", User] : [];
        Run("install", ["-d", "-m", "700", .. owner, _directory]);
        var (program, arguments) = AsUnprivileged(
            [Program("initdb"), "-D", _directory, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
        Run(program, arguments);
        if (!machine.IsThis) File.AppendAllText(Path.Combine(_directory, "pg_hba.conf"), "host all all 10.0.0.0/8 trust\n");
        Start();
    }

    /// <summary>The socket, as PostgreSQL names it.</summary>
    public string Socket => Path.Combine(_directory, ".s.PGSQL.5432");

    /// <summary>Where it keeps everything.</summary>
    public string Data => _directory;

    /// <summary>The connection string of a database that need not be there.</summary>
    public string Connection(string database) => $"Host={_directory};Username={User};Database={database}";

    /// <summary>The connection string of a new, empty database.</summary>
    public string NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        Execute(Connection(User), $"CREATE DATABASE {name}");
        return Connection(name);
    }

    /// <summary>The same, as other machines reach it.</summary>
    public string NewDatabaseForOthers()
    {
        var name = new NpgsqlConnectionStringBuilder(NewDatabase()).Database;
        return $"Host={_machine.Address};Username={User};Database={name};SSL Mode=Disable";
    }

    /// <summary>The connection string of a new, empty schema in a database that others use too: much faster.</summary>
    public string NewSchema()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        Execute(Connection(User), $"CREATE SCHEMA {name}");
        return Connection(User) + $";Search Path={name}";
    }

    public static object? Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    /// <summary>Starts it and waits until it answers.</summary>
    public void Start()
    {
        var (program, arguments) = AsUnprivileged(
            [
                Program("postgres"), "-D", _directory, "-k", _directory, "-c", "port=5432", "-c", "listen_addresses=",
                "-c", "shared_buffers=32MB", .. _settings,
            ]);
        _process?.Dispose();
        _process = new Process { StartInfo = _machine.Start(program, arguments) };
        _process.StartInfo.RedirectStandardError = true;
        _process.ErrorDataReceived += (_, line) => _lastWords = line.Data ?? _lastWords;
        _process.Start();
        _process.BeginErrorReadLine();
        var deadline = Stopwatch.StartNew();
        while (!Answers())
        {
            if (_process.HasExited || deadline.Elapsed > Patience)
                throw new InvalidOperationException($"PostgreSQL did not start: {_lastWords}");
            _process.WaitForExit(10);
        }
    }

    /// <summary>Starts it where a test has left it stopped.</summary>
    public void StartAgain()
    {
        if (_process is { HasExited: true }) Start();
    }

    /// <summary>Ends every connection, and stops it cleanly.</summary>
    public void Stop() => End("INT");

    /// <summary>SIGKILL of all that it consists of.</summary>
    public void Kill()
    {
        // The server first, or it would begin anew; it is nobody's parent any more when the others are looked for.
        var parts = PartsOf(_process!.Id.ToString(CultureInfo.InvariantCulture));
        End("KILL");
        foreach (var part in parts) KillPart(part);
    }

    /// <summary>The same of one that somebody else started.</summary>
    internal static void KillAll(string id)
    {
        foreach (var part in (string[])[id, .. PartsOf(id)]) KillPart(part);
    }

    /// <summary>Like a power cut: it recovers from its log at the next start.</summary>
    public void Crash() => End("QUIT");

    public void Dispose()
    {
        if (_process is { HasExited: false }) Crash();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static string[] PartsOf(string id) =>
        File.ReadAllText($"/proc/{id}/task/{id}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void KillPart(string id)
    {
        using var kill = Process.Start("kill", ["-KILL", id]);
        kill.WaitForExit();
    }

    private void End(string signal)
    {
        Run("kill", ["-" + signal, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        if (!_process.WaitForExit(Patience)) throw new InvalidOperationException("PostgreSQL did not stop.");
    }

    private bool Answers()
    {
        try
        {
            Execute(Connection(User), "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    // PostgreSQL refuses to run as root.
    internal static (string Program, string[] Arguments) AsUnprivileged(string[] command) =>
        Environment.IsPrivilegedProcess
            ? ("setpriv", [$"--reuid={User}", $"--regid={User}", "--clear-groups", "--", .. command])
            : (command[0], command[1..]);

    // Debian keeps the server's programs out of the path.
    internal static string Program(string name)
    {
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(version => version + "/bin")
            : [];
        var folders = debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':'));
        var found = folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (found is null && Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail("PostgreSQL is missing.");
        Assert.SkipWhen(found is null, "PostgreSQL is missing.");
        return found;
    }

    internal static void Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error.Result}");
    }
}
