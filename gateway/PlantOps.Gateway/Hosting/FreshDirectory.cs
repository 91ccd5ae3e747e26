using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Hosting;

/// <summary>A data directory that a start has made. It goes again where the start fails: nobody has seen any of it.</summary>
internal sealed class FreshDirectory(DirectoryLock held) : IDisposable
{
    private string? _path;
    private bool _isNoted;

    /// <summary>To be called before it is made; at a second start in the same process it was there before.</summary>
    public void Note(string path)
    {
        if (!_isNoted && !Directory.Exists(path)) _path = Path.GetFullPath(path);
        _isNoted = true;
    }

    /// <summary>The gateway is up.</summary>
    public void Keep() => _path = null;

    public void Dispose()
    {
        // Locked, so that it is this process that has made what is in it.
        if (_path is null || !held.IsTaken || !Directory.Exists(_path)) return;
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What is left is empty or was never used.
        }
    }
}
