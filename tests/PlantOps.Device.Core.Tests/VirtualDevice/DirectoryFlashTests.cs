using PlantOps.VirtualDevice.Flash;

namespace PlantOps.Device.Core.Tests.VirtualDevice;

public sealed class DirectoryFlashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly byte[] _bytes = new byte[100];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Append_Twice_IsOneFile()
    {
        var flash = new DirectoryFlash(_directory.Path);
        Assert.True(flash.Append("file", [1, 2], 2));
        Assert.True(flash.Append("file", [3, 4, 5], 2));
        Assert.Equal(4, flash.Size("file"));
        Assert.Equal(3, flash.Read("file", 1, _bytes, 100));
        Assert.Equal([2, 3, 4], _bytes[..3]);
    }

    [Fact]
    public void Read_NoSuchFile_IsMinusOne()
    {
        var flash = new DirectoryFlash(_directory.Path);
        Assert.Equal(-1, flash.Size("file"));
        Assert.Equal(-1, flash.Read("file", 0, _bytes, 1));
    }

    [Fact]
    public void CutDuringNextWrite_TheWriteIsTornAndNothingIsWrittenAfter()
    {
        var flash = new DirectoryFlash(_directory.Path);
        flash.CutDuringNextWrite(0.5);
        Assert.False(flash.Write("file", _bytes, 100));
        Assert.True(flash.Cut.IsCompleted);
        Assert.False(flash.Write("other", _bytes, 100));
        flash.Delete("file");

        var next = new DirectoryFlash(_directory.Path);
        Assert.Equal(50, next.Size("file"));
        Assert.Equal(-1, next.Size("other"));
    }

    [Fact]
    public void Write_BeyondThePartition_IsRefused()
    {
        var flash = new DirectoryFlash(_directory.Path);
        Assert.True(flash.Write("file", new byte[200 * 1024], 200 * 1024));
        Assert.False(flash.Append("file", new byte[100 * 1024], 100 * 1024));
        Assert.Equal(200 * 1024, flash.Size("file"));
    }
}
