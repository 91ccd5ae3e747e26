using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Updates;

/// <summary>
/// The database's files while nobody has them open: kept as they are, and put back where a program has changed them so that
/// the one before cannot read them. Nothing where the database is on a server.
/// </summary>
internal sealed class StoppedDatabase(string directory)
{
    private const string Suffix = ".before-update";
    private const string CopiesOfUpgrades = "plantops.db.before-version-*";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private readonly DataDirectory _data = new(directory);

    // The database as the last: while its copy is there, not all is put back.
    private string[] Files => [_data.DatabaseLog, _data.Database];

    /// <returns>Why they could not be kept; <see langword="null"/> where they are.</returns>
    public async Task<string?> Keep(CancellationToken cancellationToken)
    {
        Forget();
        if (!File.Exists(_data.Database)) return null;
        foreach (var file in Files)
        {
            // With its owner, which is the service's user and not who runs this; and without writing where the file system can.
            // A log that is not there is kept as an empty one, so that another's log does not stay beside this database.
            string[] how = File.Exists(file) ? ["cp", "-p", "--reflink=auto", file, file + Suffix]
                : ["cp", "-p", "--attributes-only", _data.Database, file + Suffix];
            var (exit, said) = await ChildProgram.Run(Patience, how[0], how[1..], cancellationToken);
            if (exit == 0)
            {
                using var kept = File.OpenHandle(file + Suffix, FileMode.Open, FileAccess.ReadWrite);
                FileSync.Data(kept);
                continue;
            }

            Forget();
            return said.Trim();
        }

        FileSync.Directory(_data.Path);
        return null;
    }

    /// <summary>They are not needed any more.</summary>
    public void Forget()
    {
        foreach (var file in Files) File.Delete(file + Suffix);
    }

    /// <summary>Whether a program has since changed the database's form, for which it makes a copy of its own.</summary>
    public bool HasNewForm(DateTimeOffset since) =>
        Directory.EnumerateFiles(directory, CopiesOfUpgrades).Any(copy => File.GetLastWriteTimeUtc(copy) >= since.UtcDateTime);

    /// <summary>Whether a gateway could open it at all: to wait for one that cannot takes long.</summary>
    public bool CanBeRead => !File.Exists(_data.Database) || DatabaseDigest.Opens(_data.Database);

    /// <summary>Puts them back. What is there now stays beside them: whatever came in meanwhile is in it.</summary>
    /// <returns>Where that is; <see langword="null"/> where nothing was kept.</returns>
    public string? PutBack(string version)
    {
        if (!File.Exists(_data.Database + Suffix)) return null;
        foreach (var file in Files.Where(file => File.Exists(file + Suffix)))
        {
            if (File.Exists(file)) File.Move(file, $"{file}.of-{version}", overwrite: true);
            File.Move(file + Suffix, file);
        }

        FileSync.Directory(_data.Path);
        return $"{_data.Database}.of-{version}";
    }
}
