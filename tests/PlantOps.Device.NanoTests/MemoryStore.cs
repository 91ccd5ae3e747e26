using System;
using System.Collections;
using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.NanoTests;

/// <summary>Files in memory, without anything that the device lacks.</summary>
internal sealed class MemoryStore : IFileStore
{
    private readonly Hashtable _files = new Hashtable();

    public int Writes { get; private set; }

    public int Size(string name)
    {
        byte[]? file = (byte[]?)_files[name];
        return file == null ? -1 : file.Length;
    }

    public int Read(string name, int offset, byte[] into, int count)
    {
        byte[]? file = (byte[]?)_files[name];
        if (file == null)
        {
            return -1;
        }

        int left = file.Length - offset;
        int length = left < count ? left : count;
        Array.Copy(file, offset, into, 0, length);
        return length;
    }

    public bool Write(string name, byte[] data, int count)
    {
        byte[] file = new byte[count];
        Array.Copy(data, file, count);
        _files[name] = file;
        Writes++;
        return true;
    }

    public bool Append(string name, byte[] data, int count)
    {
        byte[]? old = (byte[]?)_files[name];
        int length = old == null ? 0 : old.Length;
        byte[] file = new byte[length + count];
        if (old != null)
        {
            Array.Copy(old, file, length);
        }

        Array.Copy(data, 0, file, length, count);
        _files[name] = file;
        Writes++;
        return true;
    }

    public void Delete(string name) => _files.Remove(name);

    /// <summary>Turns one bit over, as flash does when it ages.</summary>
    public void Spoil(string name, int at) => ((byte[])_files[name]!)[at] ^= 1;
}
