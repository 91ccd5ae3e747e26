using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Backup;

/// <summary>
/// A file of a directory into which a restore copies one file after the other, from before the first until after the last: while
/// it is there no gateway starts, which would make an empty database beside restored certificates. It has the names of what is
/// copied, so that the next restore takes that out and nothing else.
/// </summary>
internal static class UnfinishedRestore
{
    private const string Name = "restore.unfinished";

    /// <summary>The root of a disk has it from the start, and nobody can do without.</summary>
    private const string OfTheDisk = "lost+found";

    /// <summary>Why no gateway can start there; <see langword="null"/> where nothing speaks against it.</summary>
    public static string? ProblemOf(string directory) => !File.Exists(In(directory)) ? null
        : $"A restore into '{directory}' was broken off: only a part of the backup is there. Run it again, which begins by taking " +
            $"that part out: {OwnCommand.Line($"backup restore ID --to {directory}")}";

    /// <summary>Notes what will be copied.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="names">Relative to it.</param>
    public static void Begin(string directory, IEnumerable<string> names)
    {
        using (var file = new FileStream(In(directory), OwnFile.Options(FileMode.CreateNew)))
        {
            using (var writer = new StreamWriter(file, leaveOpen: true))
            {
                foreach (var name in names) writer.WriteLine(name);
            }

            file.Flush(flushToDisk: true);
        }

        FileSync.Directory(directory);
    }

    /// <summary>All is there, on disk.</summary>
    public static void End(string directory)
    {
        FileSync.Directory(directory);
        File.Delete(In(directory));
        FileSync.Directory(directory);
    }

    /// <summary>Takes out what one that was broken off has put there, its mark last; nothing where there was none.</summary>
    public static void TakeOut(string directory)
    {
        var mark = In(directory);
        if (!File.Exists(mark)) return;
        var within = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)) + Path.DirectorySeparatorChar;
        foreach (var path in File.ReadLines(mark).Select(name => Path.GetFullPath(Path.Combine(directory, name))))
        {
            if (path.StartsWith(within, StringComparison.Ordinal) && File.Exists(path)) File.Delete(path);
        }

        foreach (var folder in Directory.GetDirectories(directory).Where(folder => Path.GetFileName(folder) != OfTheDisk))
            RemoveEmpty(folder);

        FileSync.Directory(directory);
        File.Delete(mark);
    }

    /// <summary>Whether nothing is in a directory but what its disk needs.</summary>
    public static bool IsEmpty(string directory) => !Directory.Exists(directory)
        || Directory.EnumerateFileSystemEntries(directory).All(path => Path.GetFileName(path) == OfTheDisk);

    private static void RemoveEmpty(string folder)
    {
        foreach (var inner in Directory.GetDirectories(folder)) RemoveEmpty(inner);
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
    }

    private static string In(string directory) => Path.Combine(directory, Name);
}
