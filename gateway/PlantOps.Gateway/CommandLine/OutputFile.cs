using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.CommandLine;

/// <summary>A file that is there under its name only once it is whole.</summary>
internal sealed class OutputFile : IAsyncDisposable
{
    private readonly string _path;
    private readonly string _partial;
    private readonly bool _replace;
    private readonly FileStream _stream;
    private bool _kept;

    /// <param name="path">Its name in the end.</param>
    /// <param name="replace">Whether it may replace what is there.</param>
    /// <exception cref="IOException">It is there and may not be replaced, or cannot be made.</exception>
    public OutputFile(string path, bool replace)
    {
        (_path, _replace) = (Path.GetFullPath(path), replace);
        if (!replace && Path.Exists(_path)) throw new IOException($"'{path}' is there already. Replace it with --force.");
        _partial = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}.part");
        _stream = Open(path);
    }

    public Stream Stream => _stream;

    /// <summary>It is whole: it gets its name once it is on disk.</summary>
    public void Keep()
    {
        _stream.Flush(flushToDisk: true);
        File.Move(_partial, _path, _replace);
        _kept = true;
    }

    // Whoever typed the path knows nothing of the file that is written before it has its name.
    private FileStream Open(string path)
    {
        var directory = Path.GetDirectoryName(_path)!;
        if (!Directory.Exists(directory)) throw new IOException($"There is no directory '{directory}'.");
        try
        {
            return new FileStream(_partial, Options());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            var reason = exception.Message.Replace(_partial, _path, StringComparison.Ordinal);
            throw new IOException($"'{path}' cannot be written: {reason}", exception);
        }
    }

    // For its owner only, as what it is made of; a file that is replaced keeps what others may do with it.
    private FileStreamOptions Options()
    {
        var options = OwnFile.Options(FileMode.CreateNew);
        options.BufferSize = 0;
        if (!OperatingSystem.IsWindows() && File.Exists(_path)) options.UnixCreateMode = File.GetUnixFileMode(_path);
        return options;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (!_kept) File.Delete(_partial);
    }
}
