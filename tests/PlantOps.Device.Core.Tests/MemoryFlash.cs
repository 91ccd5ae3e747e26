using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Tests;

/// <summary>
/// A flash whose power can be cut in the middle of a write: after <see cref="BytesUntilPowerCut"/> more bytes nothing
/// is written any more, and the write under way stays torn. <see cref="PowerOn"/> gives what is left to the next start.
/// </summary>
internal sealed class MemoryFlash : IFileStore
{
    private const int BlockBytes = 4096;

    private readonly Dictionary<string, byte[]> _files = [];

    public int BytesUntilPowerCut { get; set; } = int.MaxValue;

    /// <summary>After so many more deletions the power is gone as well.</summary>
    public int DeletionsUntilPowerCut { get; set; } = int.MaxValue;

    public int CapacityBytes { get; set; } = int.MaxValue;

    public bool HasPower => BytesUntilPowerCut > 0;

    public int BytesWritten { get; private set; }

    public int Writes { get; private set; }

    /// <summary>
    /// Blocks of 4 KB that had to be erased for the data: littlefs never changes a block, so what is added to one is
    /// written to another, together with what it held (littlefs DESIGN.md, “CTZ skip-lists”). Directories come on top.
    /// </summary>
    public int BlocksErased { get; private set; }

    public int BytesUsed => _files.Values.Sum(file => file.Length);

    public IReadOnlyCollection<string> Names => _files.Keys;

    public MemoryFlash PowerOn()
    {
        var next = new MemoryFlash { CapacityBytes = CapacityBytes };
        foreach (var (name, content) in _files) next._files[name] = [.. content];
        return next;
    }

    public void Change(string name, Func<byte[], byte[]> change) => _files[name] = change(_files[name]);

    public int Size(string name) => _files.TryGetValue(name, out var file) ? file.Length : -1;

    public int Read(string name, int offset, byte[] into, int count)
    {
        if (!_files.TryGetValue(name, out var file)) return -1;
        var length = Math.Clamp(file.Length - offset, 0, count);
        Array.Copy(file, Math.Min(offset, file.Length), into, 0, length);
        return length;
    }

    public bool Write(string name, byte[] data, int count)
    {
        if (!HasPower) return false;
        _files[name] = [];
        return Append(name, data, count);
    }

    public bool Append(string name, byte[] data, int count)
    {
        var written = Math.Min(Math.Min(count, BytesUntilPowerCut), Math.Max(0, CapacityBytes - BytesUsed));
        Writes++;
        var at = Math.Max(0, Size(name));
        BlocksErased += ((at + count + BlockBytes - 1) / BlockBytes) - (at / BlockBytes);
        BytesWritten += written;
        BytesUntilPowerCut -= written;
        _files[name] = [.. _files.GetValueOrDefault(name, []), .. data.AsSpan(0, written)];
        return written == count;
    }

    public void Delete(string name)
    {
        if (!HasPower) return;
        if (DeletionsUntilPowerCut-- <= 0) BytesUntilPowerCut = 0;
        else _files.Remove(name);
    }
}
