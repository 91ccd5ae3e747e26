using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PlantOps.Gateway.Hosting.Files;

/// <summary>
/// Which file it is, whatever its name: device and number on it. Tells an open file that has lost its name, or whose name
/// another file has now, from one that is where it was. .NET has no question for it.
/// </summary>
internal readonly partial record struct FileIdentity(ulong Device, ulong Number)
{
    // struct statx, which unlike struct stat is the same on every processor.
    private const int BufferSize = 256;
    private const int NumberOffset = 32;
    private const int DeviceOffset = 136;

    private const int CurrentDirectory = -100;
    private const int OfTheHandleItself = 0x1000;
    private const uint WithNumber = 0x100;
    private const int NoSuchFile = 2;
    private const int NotADirectory = 20;

    /// <summary>Of an open file; <see langword="null"/> where this system does not say.</summary>
    public static FileIdentity? Of(SafeFileHandle file) =>
        OperatingSystem.IsLinux() && Ask((int)file.DangerousGetHandle(), string.Empty, OfTheHandleItself, out var identity) == 0
            ? identity
            : null;

    /// <summary>Of a directory; <see langword="null"/> where there is none or this system does not say.</summary>
    public static FileIdentity? OfPath(string path) =>
        OperatingSystem.IsLinux() && Ask(CurrentDirectory, path, 0, out var identity) == 0 ? identity : null;

    /// <summary>
    /// Whether a path leads to something else now, or to nothing. Where the system does not say, it is taken to be the same.
    /// </summary>
    public static bool HasLeft(string path, FileIdentity? before)
    {
        if (!OperatingSystem.IsLinux() || before is null) return !Path.Exists(path);
        var error = Ask(CurrentDirectory, path, 0, out var now);
        return error == 0 ? now != before : error is NoSuchFile or NotADirectory;
    }

    private static int Ask(int directory, string path, int flags, out FileIdentity identity)
    {
        Span<byte> buffer = stackalloc byte[BufferSize];
        identity = default;
        try
        {
            if (Statx(directory, path, flags, WithNumber, ref MemoryMarshal.GetReference(buffer)) != 0)
                return Marshal.GetLastPInvokeError();
        }
        catch (EntryPointNotFoundException)
        {
            return -1;
        }

        identity = new FileIdentity(
            BinaryPrimitives.ReadUInt64LittleEndian(buffer[DeviceOffset..]),
            BinaryPrimitives.ReadUInt64LittleEndian(buffer[NumberOffset..]));
        return 0;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, ref byte buffer);
}
