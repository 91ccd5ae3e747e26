using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Tests.Figures;

/// <summary>A flash that counts and, once a file is there, allocates nothing.</summary>
internal sealed class CountingFlash : IFileStore
{
    private const int MaxFileBytes = 16 * 1024;

    private readonly Dictionary<string, FileContent> _files = [];

    public int Writes { get; private set; }

    public int Appends { get; private set; }

    public int Deletions { get; private set; }

    public long BytesWritten { get; private set; }

    public int BytesUsed => _files.Values.Sum(file => file.Length);

    public int Size(string name) => _files.TryGetValue(name, out var file) && file.Exists ? file.Length : -1;

    public int Read(string name, int offset, byte[] into, int count)
    {
        if (!_files.TryGetValue(name, out var file) || !file.Exists) return -1;
        var length = Math.Clamp(file.Length - offset, 0, count);
        Array.Copy(file.Bytes, Math.Min(offset, file.Length), into, 0, length);
        return length;
    }

    public bool Write(string name, byte[] data, int count)
    {
        Writes++;
        FileFor(name).Length = 0;
        return Add(FileFor(name), data, count);
    }

    public bool Append(string name, byte[] data, int count)
    {
        Appends++;
        return Add(FileFor(name), data, count);
    }

    public void Delete(string name)
    {
        if (!_files.TryGetValue(name, out var file) || !file.Exists) return;
        Deletions++;
        file.Exists = false;
        file.Length = 0;
    }

    private bool Add(FileContent file, byte[] data, int count)
    {
        Array.Copy(data, 0, file.Bytes, file.Length, count);
        file.Length += count;
        file.Exists = true;
        BytesWritten += count;
        return true;
    }

    private FileContent FileFor(string name) => _files.TryGetValue(name, out var file) ? file : _files[name] = new FileContent();

    private sealed class FileContent
    {
        public byte[] Bytes { get; } = new byte[MaxFileBytes];

        public int Length { get; set; }

        public bool Exists { get; set; }
    }
}
