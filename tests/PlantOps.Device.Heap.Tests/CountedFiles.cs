using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Heap.Tests;

/// <summary>A flash that reckons how long littlefs would take. Not measured on a board: figures to compare versions by.</summary>
internal sealed class CountedFiles(IFileStore files) : IFileStore
{
    private const int LookMs = 2;
    private const int OpenMs = 10;
    private const int ReadMsPerKb = 2;
    private const int WriteMs = 40;

    private long _bytesRead;
    private int _looks;
    private int _writes;

    public int Opens { get; private set; }

    public long Ms => (_looks * LookMs) + (Opens * OpenMs) + (_bytesRead * ReadMsPerKb / 1024) + (_writes * WriteMs);

    public int Size(string name)
    {
        _looks++;
        return files.Size(name);
    }

    public int Read(string name, int offset, byte[] into, int count)
    {
        var read = files.Read(name, offset, into, count);
        _looks++;
        Opens += read < 0 ? 0 : 1;
        _bytesRead += Math.Max(0, read);
        return read;
    }

    public bool Write(string name, byte[] data, int count)
    {
        _writes++;
        Opens++;
        return files.Write(name, data, count);
    }

    public bool Append(string name, byte[] data, int count)
    {
        _writes++;
        Opens++;
        return files.Append(name, data, count);
    }

    public void Delete(string name)
    {
        _looks++;
        files.Delete(name);
    }
}
