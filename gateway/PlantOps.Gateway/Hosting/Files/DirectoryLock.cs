namespace PlantOps.Gateway.Hosting.Files;

/// <summary>
/// Keeps a data directory for one gateway: two would write the same certificates and files. The operating system lets go of
/// it with the process, so what a killed gateway leaves behind is an empty file and nothing more.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    public const string FileName = "plantops.lock";

    private FileStream? _file;

    /// <summary>Whether this process has the directory.</summary>
    public bool IsTaken => _file is not null;

    /// <summary>Whether a gateway has, or had, its data there.</summary>
    public static bool IsIn(string directory) => File.Exists(Path.Combine(directory, FileName));

    /// <summary>Whether no gateway runs on it now.</summary>
    public static bool IsFree(string directory)
    {
        try
        {
            var path = Path.Combine(directory, FileName);
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Takes the directory, from before anything in it is opened until this is disposed of.</summary>
    /// <exception cref="GatewayStartException">Another gateway has it, or it cannot be written to.</exception>
    public void Take(DataDirectory directory)
    {
        if (_file is not null) return;
        // Never deleted: whoever waits for the old file would hold another one than whoever makes a new one.
        var options = OwnFile.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite);
        options.Share = FileShare.None;
        try
        {
            _file = new FileStream(directory.File(FileName), options);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new GatewayStartException(
                $"The data directory '{directory.Path}' cannot be written to: {exception.Message}", exception);
        }
        catch (IOException exception)
        {
            throw new GatewayStartException(
                $"The data directory '{directory.Path}' is in use by another gateway, or cannot be locked ({exception.Message}). "
                    +
                "Stop that gateway, or give this one a directory of its own with --DataDirectory.",
                exception);
        }
    }

    /// <summary>Whether its file is no longer there: nobody would be kept out any more.</summary>
    public bool HasLeft(DataDirectory directory) =>
        _file is { } file && FileIdentity.HasLeft(directory.File(FileName), FileIdentity.Of(file.SafeFileHandle));

    public void Dispose() => _file?.Dispose();
}
