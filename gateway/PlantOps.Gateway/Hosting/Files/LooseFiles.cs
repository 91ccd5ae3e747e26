namespace PlantOps.Gateway.Hosting.Files;

/// <summary>
/// Takes away what others may do with the gateway's files: earlier versions left that to the directory, which may have been
/// there before.
/// </summary>
internal static partial class LooseFiles
{
    /// <summary>
    /// Names, within the data directory, of what holds readings, passwords or keys. What its owner put beside them is left
    /// alone.
    /// </summary>
    private static readonly (string Folder, string Names)[] Secret =
    [
        (string.Empty, "plantops.db*"), (string.Empty, "plantops.lock"), (string.Empty, "store.json*"), ("certs", "*.pem*"),
        ("keys", "*"), ];

    public static void Tighten(DataDirectory directory, ILogger logger)
    {
        var tightened = 0;
        foreach (var (folder, names) in Secret)
        {
            var place = Path.Combine(directory.Path, folder);
            if (!Directory.Exists(place)) continue;
            foreach (var file in Directory.EnumerateFiles(place, names)) tightened += Tighten(file, logger) ? 1 : 0;
        }

        if (tightened > 0) Log.Tightened(logger, tightened, directory.Path);
    }

    private static bool Tighten(string file, ILogger logger)
    {
        try
        {
            return OwnFile.Tighten(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.NotTightened(logger, file, exception.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 2045, Level = LogLevel.Warning,
            Message = "{Files} files in {Directory} could be read by other users of this machine; they cannot any more")]
        public static partial void Tightened(ILogger logger, int files, string directory);

        [LoggerMessage(EventId = 2046, Level = LogLevel.Warning,
            Message = "Other users of this machine may read {File}, which could not be changed: {Reason}")]
        public static partial void NotTightened(ILogger logger, string file, string reason);
    }
}
