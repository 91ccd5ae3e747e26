namespace PlantOps.Benchmarks.Servers;

/// <summary>A gateway's data directory in the machine's temporary directory, which must be on a disk.</summary>
internal sealed class DataDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("plantops-benchmark-").FullName;

    /// <summary>What the database and its log take on disk.</summary>
    public long DatabaseBytes() => Directory.EnumerateFiles(Path, "plantops.db*").Sum(file => new FileInfo(file).Length);

    public async Task<DataDirectory> CopyAsync()
    {
        var copy = new DataDirectory();
        await Command.RunAsync("cp", "-a", Path + "/.", copy.Path);
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
