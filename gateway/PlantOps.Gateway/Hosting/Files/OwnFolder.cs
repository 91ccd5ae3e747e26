namespace PlantOps.Gateway.Hosting.Files;

/// <summary>Folders that only their owner may look into.</summary>
internal static class OwnFolder
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it where it is not there.</summary>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Mode);
    }

    /// <summary>Makes it anew, without what was in it.</summary>
    public static void MakeEmpty(string path)
    {
        Remove(path);
        Make(path);
    }

    /// <summary>Takes it away with all that is in it, where it is there.</summary>
    public static void Remove(string path)
    {
        if (!Directory.Exists(path)) return;
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)) OwnFile.Remove(file);
        Directory.Delete(path, recursive: true);
    }
}
