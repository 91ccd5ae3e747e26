using Microsoft.Win32.SafeHandles;

namespace PlantOps.Gateway.Hosting.Files;

/// <summary>Files that only their owner may read, whatever the directory they are in and the process's umask.</summary>
internal static class OwnFile
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const long RemovedBytes = 32 * 1024 * 1024;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>How to make one.</summary>
    public static FileStreamOptions Options(FileMode mode, FileAccess access = FileAccess.Write)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Mode;
        return options;
    }

    /// <summary>Opens one as a handle, which has no way to say how it is to be made.</summary>
    public static SafeFileHandle Open(
        string path, FileMode mode, FileAccess access, FileShare share = FileShare.Read, FileOptions more = FileOptions.None)
    {
        if (OperatingSystem.IsWindows() || (mode != FileMode.CreateNew && File.Exists(path)))
            return File.OpenHandle(path, mode, access, share, more);
        new FileStream(path, Options(mode)).Dispose();
        return File.OpenHandle(path, FileMode.Open, access, share, more);
    }

    /// <summary>
    /// Deletes one. A large one is cut off a piece at a time before: where the file system frees all of it at once, commits of
    /// others wait for that.
    /// </summary>
    public static void Remove(string path)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, LinkTarget: null, Length: > RemovedBytes }) CutOff(file);
        File.Delete(path);
    }

    private static void CutOff(FileInfo file)
    {
        try
        {
            using var handle = File.OpenHandle(
                file.FullName, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            for (var length = file.Length - RemovedBytes; length > 0; length -= RemovedBytes)
            {
                RandomAccess.SetLength(handle, length);
                FileSync.Data(handle);
            }
        }
        catch (IOException)
        {
            // The disk has worse trouble than a commit that waits: the rest goes at once.
        }
    }

    /// <summary>Takes away what others may do with it; whether there was anything.</summary>
    public static bool Tighten(string path)
    {
        if (OperatingSystem.IsWindows()) return false;
        var mode = File.GetUnixFileMode(path);
        if ((mode & Others) == 0) return false;
        File.SetUnixFileMode(path, mode & ~Others);
        return true;
    }
}
