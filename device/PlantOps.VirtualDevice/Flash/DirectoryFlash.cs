using PlantOps.Device.Core.Storage;

namespace PlantOps.VirtualDevice.Flash;

/// <summary>
/// A flash of 256 KB in a directory. When its power is cut the write under way stays torn, and nothing is written by
/// this start any more.
/// </summary>
internal sealed class DirectoryFlash : IFileStore
{
    private const int CapacityBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _directory;
    private double _tornPart = double.NaN;
    private bool _hasPower = true;

    public DirectoryFlash(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
    }

    /// <summary>Completes when the power has gone.</summary>
    public Task Cut => _cut.Task;

    /// <summary>Cuts the power in the middle of the next write, of which this part still gets through.</summary>
    public void CutDuringNextWrite(double part)
    {
        lock (_gate) _tornPart = part;
    }

    public void CutNow()
    {
        lock (_gate) _hasPower = false;
        _cut.TrySetResult();
    }

    public int Size(string name)
    {
        var file = new FileInfo(PathOf(name));
        return file.Exists ? (int)file.Length : -1;
    }

    public int Read(string name, int offset, byte[] into, int count)
    {
        try
        {
            using var file = File.OpenRead(PathOf(name));
            file.Position = offset;
            return file.ReadAtLeast(into.AsSpan(0, count), count, throwOnEndOfStream: false);
        }
        catch (IOException)
        {
            return -1;
        }
    }

    public bool Write(string name, byte[] data, int count) => Store(name, FileMode.Create, data, count);

    public bool Append(string name, byte[] data, int count) => Store(name, FileMode.Append, data, count);

    public void Delete(string name)
    {
        lock (_gate)
        {
            if (_hasPower) File.Delete(PathOf(name));
        }
    }

    private bool Store(string name, FileMode mode, byte[] data, int count)
    {
        lock (_gate)
        {
            if (!_hasPower) return false;

            var torn = !double.IsNaN(_tornPart);
            var written = torn ? (int)(count * _tornPart) : count;
            if (torn) CutNow();
            return Store(PathOf(name), mode, data.AsSpan(0, written)) && !torn;
        }
    }

    private bool Store(string path, FileMode mode, ReadOnlySpan<byte> data)
    {
        var used = new DirectoryInfo(_directory).EnumerateFiles().Sum(file => file.Length);
        if (used + data.Length > CapacityBytes) return false;

        try
        {
            using var file = new FileStream(path, mode, FileAccess.Write);
            file.Write(data);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private string PathOf(string name) => Path.Combine(_directory, name);
}
