using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.EndToEnd.Tests.Fleet.Databases;

/// <summary>pgBackRest, which keeps backups of a PostgreSQL server and the log of what came after them.</summary>
internal sealed class PgBackRest : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plantops-pgbackrest-");

    public PgBackRest()
    {
        Component.Need("pgbackrest");
        if (Environment.IsPrivilegedProcess) PostgresServer.Run("chown", ["postgres", _directory.FullName]);
        Server = new PostgresServer("-c", "archive_mode=on", "-c",
            $"archive_command=/usr/bin/pgbackrest --config={Settings} --stanza=plantops archive-push %p");
        File.WriteAllText(Settings, $"""
            [global]
            repo1-path={_directory.FullName}/repository
            log-path={_directory.FullName}
            lock-path={_directory.FullName}
            start-fast=y
            [plantops]
            pg1-path={Server.Data}
            pg1-socket-path={Server.Data}
            pg1-user=postgres
            """);
        Run("stanza-create");
    }

    public PostgresServer Server { get; }

    private string Settings => Path.Combine(_directory.FullName, "pgbackrest.conf");

    /// <summary>Backs up all that is there, while it is used.</summary>
    public void Backup() => Run("backup", "--type=full");

    /// <summary>The server dies with its disk, and comes back from the backup and the log.</summary>
    public void LoseAndRestore()
    {
        // As `archive_timeout` has it done again and again.
        PostgresServer.Execute(Server.Connection("postgres"), "SELECT pg_switch_wal()");
        Run("check");
        Server.Kill();
        foreach (var part in Directory.EnumerateFileSystemEntries(Server.Data).ToList())
        {
            if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
            else File.Delete(part);
        }

        Run("restore");
        Server.Start();
    }

    public void Dispose()
    {
        Server.Dispose();
        _directory.Delete(recursive: true);
    }

    private void Run(string command, params string[] more)
    {
        var (program, arguments) = PostgresServer.AsUnprivileged(
            ["/usr/bin/pgbackrest", $"--config={Settings}", "--stanza=plantops", "--log-level-console=warn", .. more, command]);
        PostgresServer.Run(program, arguments);
    }
}
