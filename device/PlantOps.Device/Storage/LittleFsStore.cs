using System;
using System.IO;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Storage;

/// <summary>
/// Files in the root of the internal drive, littlefs. The library opens a file for reading and writing and makes it
/// where it is not there; what is written is on the flash when the file is closed, not before: littlefs then writes
/// the file's new end in one go, so that a power cut leaves the file as it was, or with all of it. Core does not rely
/// on that. Opening for <see cref="FileMode.Create"/> empties the file first, and that can be all that a power cut leaves.
/// A stream that is closed here needs no finalizer. The library does not say so, and then it stays in the heap until the
/// finalizers' thread has a turn, which it never has while a loop of the device does not wait.
/// </summary>
internal sealed class LittleFsStore : IFileStore
{
    /// <summary>The internal drive.</summary>
    public const string InternalDrive = "I:\\";

    private readonly string _root;

    // One operation at a time: the library refuses a file that is open already, and two threads use these.
    private readonly object _gate = new object();

    public LittleFsStore(string root) => _root = root;

    public int Size(string name)
    {
        lock (_gate)
        {
            try
            {
                string path = PathOf(name);
                return File.Exists(path) ? (int)new FileInfo(path).Length : -1;
            }
            catch (IOException)
            {
                return -1;
            }
        }
    }

    public int Read(string name, int offset, byte[] into, int count)
    {
        lock (_gate)
        {
            try
            {
                // Asked before: opening what is not there is an exception, and those cost the device much.
                string path = PathOf(name);
                return File.Exists(path) ? ReadFrom(path, offset, into, count) : -1;
            }
            catch (IOException)
            {
                return -1;
            }
        }
    }

    public bool Write(string name, byte[] data, int count) => Store(name, FileMode.Create, data, count);

    public bool Append(string name, byte[] data, int count) => Store(name, FileMode.Append, data, count);

    public void Delete(string name)
    {
        lock (_gate)
        {
            try
            {
                File.Delete(PathOf(name));
            }
            catch (IOException)
            {
                // What cannot be deleted is found again after the next start, and its content says what it is.
            }
        }
    }

    private static int ReadFrom(string path, int offset, byte[] into, int count)
    {
        using (FileStream file = new FileStream(path, FileMode.Open, FileAccess.Read))
        {
            GC.SuppressFinalize(file);
            file.Seek(offset, SeekOrigin.Begin);
            int total = 0;
            while (total < count)
            {
                int read = file.Read(into, total, count - total);
                if (read <= 0)
                {
                    break;
                }

                total += read;
            }

            return total;
        }
    }

    private bool Store(string name, FileMode mode, byte[] data, int count)
    {
        lock (_gate)
        {
            try
            {
                // Closing is part of writing: a full flash may say so only then.
                using (FileStream file = new FileStream(PathOf(name), mode, FileAccess.Write))
                {
                    GC.SuppressFinalize(file);
                    file.Write(data, 0, count);
                    file.Flush();
                }

                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private string PathOf(string name) => string.Concat(_root, name);
}
