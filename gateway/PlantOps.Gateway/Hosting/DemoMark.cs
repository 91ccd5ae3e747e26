namespace PlantOps.Gateway.Hosting;

/// <summary>There where everything is made up, so that nobody takes it for real.</summary>
/// <param name="Directory">Where it is kept; <see langword="null"/> where it goes with the process.</param>
/// <param name="Seed">Repeats the same plants and the same year.</param>
internal sealed record DemoMark(string? Directory, int Seed)
{
    /// <summary>The file that says of a data directory that it is a demo's.</summary>
    public const string FileName = "demo.txt";

    /// <summary>Whether a directory can be a demo's: it is one, or there is nothing in it.</summary>
    public static bool MayBeIn(string directory) =>
        !System.IO.Directory.Exists(directory) || File.Exists(Path.Combine(directory, FileName))
        || !System.IO.Directory.EnumerateFileSystemEntries(directory).Any();
}
