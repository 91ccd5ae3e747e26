namespace PlantOps.VirtualDevice.Flash;

/// <summary>
/// Keeps a directory of flashes for one process: two with the same credentials would end each other's connections for
/// ever. The operating system lets go of it with the process.
/// </summary>
internal sealed class FlashLock : IDisposable
{
    private const string FileName = "in-use.lock";

    private readonly FileStream _file;

    private FlashLock(FileStream file) => _file = file;

    /// <returns><see langword="null"/> where another process has it.</returns>
    /// <exception cref="UnauthorizedAccessException">It cannot be written to.</exception>
    public static FlashLock? TryTake(string directory)
    {
        Directory.CreateDirectory(directory);
        try
        {
            // Never deleted: whoever waits for the old file would hold another one than whoever makes a new one.
            var path = Path.Combine(directory, FileName);
            return new FlashLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
