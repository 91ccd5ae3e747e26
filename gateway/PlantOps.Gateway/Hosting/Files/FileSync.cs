using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace PlantOps.Gateway.Hosting.Files;

/// <summary>
/// What .NET does not offer: fdatasync (a log that is written over in place needs no journal entry of the file
/// system for its times) and the sync of a directory (without it a new file can be gone after a power cut).
/// </summary>
internal static partial class FileSync
{
    private const int ReadOnly = 0;
    private const uint WaitBeforeWriteAndWait = 1 | 2 | 4;
    private const int DiskError = 5;
    private const int DiskFull = 28;

    /// <exception cref="IOException">The data may not be on disk.</exception>
    public static void Data(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        if (FdataSync(file) != 0) throw Failure("fdatasync");
    }

    /// <summary>
    /// Has the disk take a part of a file and waits until it has. No promise, as the disk may still lose it: it leaves less to
    /// <see cref="Data"/>, and needs neither the file system's journal nor the disk's own memory emptied.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void WriteOut(SafeFileHandle file, long from, long length)
    {
        if (OperatingSystem.IsLinux())
        {
            if (SyncFileRange(file, from, length, WaitBeforeWriteAndWait) == 0) return;
            if (Marshal.GetLastPInvokeError() is DiskError or DiskFull) throw Failure("sync_file_range");
        }

        // Where a container or a file system does not have it.
        Data(file);
    }

    /// <summary>Makes a file's entry in its directory survive a power cut. Windows keeps it without being asked.</summary>
    public static void Directory(string path)
    {
        if (OperatingSystem.IsWindows()) return;
        var directory = Open(path, ReadOnly);
        if (directory < 0) throw Failure($"open '{path}'");
        var failure = FSync(directory) == 0 ? null : Failure($"fsync '{path}'");
        _ = Close(directory);
        if (failure is not null) throw failure;
    }

    private static IOException Failure(string call) =>
        new($"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int FdataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "sync_file_range", SetLastError = true)]
    private static partial int SyncFileRange(SafeFileHandle file, long from, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int FSync(int file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int file);
}
