using System.Runtime.InteropServices;

namespace PlantOps.Gateway.Doctor.Machine;

/// <summary>The file system that a directory lies on. .NET knows neither its inodes nor whether it may be written to.</summary>
/// <param name="FreeBytes">For who is not root.</param>
/// <param name="FreeInodes">How many files can still be made; <see langword="null"/> where there is no limit.</param>
/// <param name="IsReadOnly">Whether it is mounted so.</param>
/// <param name="Kind">As the kernel calls it: <c>ext4</c>, <c>tmpfs</c> …</param>
internal sealed partial record FileSystem(long FreeBytes, long? FreeInodes, bool IsReadOnly, string Kind)
{
    private const string Mounts = "/proc/self/mountinfo";
    private const ulong ReadOnlyFlag = 1;

    /// <summary>In which nothing outlasts a restart of the machine.</summary>
    public bool IsMemory => Kind is "tmpfs" or "ramfs" or "rootfs";

    /// <summary>Which goes with its container.</summary>
    public bool IsOfContainer => Kind is "overlay" or "aufs";

    public bool IsNetwork =>
        Kind is "nfs" or "nfs4" or "cifs" or "smb3" or "9p" or "fuse.sshfs" or "fuse.rclone" or "ceph" or "glusterfs";

    /// <returns><see langword="null"/> where this system does not say.</returns>
    /// <exception cref="IOException">There is no such directory.</exception>
    public static FileSystem? Of(string directory)
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess) return null;
        if (StatVfs(directory, out var found) != 0)
            throw new IOException($"{directory}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        return new FileSystem(
            (long)(found.Available * found.Fragment), found.Files == 0 ? null : (long)found.AvailableFiles,
            (found.Flags & ReadOnlyFlag) != 0, KindIn(File.ReadLines(Mounts), directory));
    }

    /// <summary>Of the mount that has the directory: the longest of them, and of several there the last.</summary>
    /// <param name="mounts">Lines of proc(5), mountinfo.</param>
    /// <param name="directory">Absolute.</param>
    public static string KindIn(IEnumerable<string> mounts, string directory)
    {
        var (kind, longest) = ("unknown", -1);
        foreach (var line in mounts)
        {
            var fields = line.Split(' ');
            var end = Array.IndexOf(fields, "-");
            if (end < 6 || end + 1 >= fields.Length) continue;
            var point = fields[4].Replace("\\040", " ", StringComparison.Ordinal);
            if (point.Length < longest || !IsBelow(directory, point)) continue;
            (kind, longest) = (fields[end + 1], point.Length);
        }

        return kind;
    }

    private static bool IsBelow(string directory, string point) =>
        point == "/" || directory == point || directory.StartsWith(point + "/", StringComparison.Ordinal);

    [LibraryImport("libc", EntryPoint = "statvfs", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatVfs(string path, out Answer answer);

    // struct statvfs where a long has 64 bits; what follows is spare.
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct Answer
    {
        public ulong Block;
        public ulong Fragment;
        public ulong Blocks;
        public ulong Free;
        public ulong Available;
        public ulong Files;
        public ulong FreeFiles;
        public ulong AvailableFiles;
        public ulong Id;
        public ulong Flags;
    }
}
