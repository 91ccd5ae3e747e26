using PlantOps.Device.Core.Storage;

namespace PlantOps.VirtualDevice.InMemory;

/// <summary>A flash of 64 KB in memory: a device's configuration, and the readings of some hours without a gateway.</summary>
internal sealed class MemoryFlash : IFileStore
{
    private const int CapacityBytes = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _files = [];

    public int Size(string name)
    {
        lock (_gate) return _files.TryGetValue(name, out var file) ? file.Length : -1;
    }

    public int Read(string name, int offset, byte[] into, int count)
    {
        lock (_gate)
        {
            if (!_files.TryGetValue(name, out var file)) return -1;
            var length = Math.Clamp(file.Length - offset, 0, count);
            file.AsSpan(Math.Min(offset, file.Length), length).CopyTo(into);
            return length;
        }
    }

    public bool Write(string name, byte[] data, int count)
    {
        lock (_gate) return Put(name, [], data.AsSpan(0, count));
    }

    public bool Append(string name, byte[] data, int count)
    {
        lock (_gate) return Put(name, _files.GetValueOrDefault(name, []), data.AsSpan(0, count));
    }

    public void Delete(string name)
    {
        lock (_gate) _files.Remove(name);
    }

    private bool Put(string name, byte[] before, ReadOnlySpan<byte> data)
    {
        var others = _files.Sum(file => file.Key == name ? 0 : file.Value.Length);
        if (others + before.Length + data.Length > CapacityBytes) return false;
        _files[name] = [.. before, .. data];
        return true;
    }
}
