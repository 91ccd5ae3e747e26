using PlantOps.Gateway.Hosting.Settings;
namespace PlantOps.Gateway.Hosting.Files;

/// <summary>
/// The one directory the gateway writes to. Made when missing, for its owner only: it holds keys, the control socket
/// and everything measured.
/// </summary>
internal sealed class DataDirectory
{
    public static readonly Setting Setting = new(
        "DataDirectory", "data", "directory",
        "Database, certificates and control socket; a copy made with cp while it runs is no backup (docs/storage.md).")
        {
            IsCommon = true,
        };

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileIdentity? _identity;

    /// <exception cref="StoreUnavailableException">The directory cannot be made; the message names it.</exception>
    public DataDirectory(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
            else Directory.CreateDirectory(Path, OwnerOnly);
            _identity = FileIdentity.OfPath(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The data directory '{Path}' cannot be made: {e.Message}", e);
        }
    }

    /// <summary>The path that is configured.</summary>
    public static string In(IConfiguration configuration) =>
        configuration[Setting.Key] is { Length: > 0 } path ? path : Setting.Default;

    /// <summary>Whether its path leads to nothing now, or to another directory than when the gateway started.</summary>
    public bool HasLeft => FileIdentity.HasLeft(Path, _identity);

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>Readings, registry and tokens.</summary>
    public string Database => File("plantops.db");

    /// <summary>What was committed and is not in <see cref="Database"/> yet; belongs to it like its second half.</summary>
    public string DatabaseLog => File("plantops.db-log");

    /// <summary>
    /// Gives the database file and its log other names, so that they are kept and nothing takes them for what counts.
    /// </summary>
    public void PutDatabaseAside(DateTimeOffset now)
    {
        foreach (var file in new[] { DatabaseLog, Database })
        {
            if (System.IO.File.Exists(file)) System.IO.File.Move(file, $"{file}.moved-{now:yyyyMMdd'T'HHmmss}", overwrite: true);
        }
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);
}
