using PlantOps.Device.Core.Storage;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>A flash that throws once when it is told to.</summary>
internal sealed class FailingFiles(IFileStore files) : IFileStore
{
    private volatile bool _failsNext;

    public bool FailsNext
    {
        get => _failsNext;
        set => _failsNext = value;
    }

    public int Size(string name) => files.Size(name);

    public int Read(string name, int offset, byte[] into, int count) => files.Read(name, offset, into, count);

    public bool Write(string name, byte[] data, int count)
    {
        Fail();
        return files.Write(name, data, count);
    }

    public bool Append(string name, byte[] data, int count)
    {
        Fail();
        return files.Append(name, data, count);
    }

    public void Delete(string name) => files.Delete(name);

    private void Fail()
    {
        if (!_failsNext) return;
        _failsNext = false;
        throw new TimeoutException("the flash is gone");
    }
}
