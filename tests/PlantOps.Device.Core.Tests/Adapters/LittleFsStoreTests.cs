using PlantOps.Device.Core.Storage;
using PlantOps.Device.Core.Tests.VirtualDevice;
using PlantOps.Device.Storage;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>The adapter on a directory of this machine, which keeps the rules of the library's files that Core needs.</summary>
public sealed class LittleFsStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly byte[] _bytes = new byte[16];
    private readonly LittleFsStore _files;

    public LittleFsStoreTests() => _files = new LittleFsStore(_directory.Path + "/");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Write_OverALongerFile_LeavesNothingOfIt()
    {
        Assert.True(_files.Write("file", [1, 2, 3, 4, 5], 5));
        Assert.True(_files.Write("file", [9, 8, 7], 2));
        Assert.Equal(2, _files.Size("file"));
        Assert.Equal(2, _files.Read("file", 0, _bytes, 16));
        Assert.Equal([9, 8], _bytes[..2]);
    }

    [Fact]
    public void Append_ToNoFileAndThenToOne_AddsAtItsEnd()
    {
        Assert.True(_files.Append("file", [1, 2, 3], 2));
        Assert.True(_files.Append("file", [3, 4], 2));
        Assert.Equal(4, _files.Read("file", 0, _bytes, 16));
        Assert.Equal([1, 2, 3, 4], _bytes[..4]);
    }

    [Fact]
    public void Read_FromTheMiddle_GivesWhatIsLeft()
    {
        _files.Write("file", [1, 2, 3, 4], 4);
        Assert.Equal(1, _files.Read("file", 3, _bytes, 16));
        Assert.Equal(4, _bytes[0]);
        Assert.Equal(0, _files.Read("file", 4, _bytes, 16));
    }

    [Fact]
    public void Delete_FileAndNoFile_LeavesNone()
    {
        _files.Write("file", [1], 1);
        _files.Delete("file");
        _files.Delete("file");
        Assert.Equal(-1, _files.Size("file"));
        Assert.Equal(-1, _files.Read("file", 0, _bytes, 1));
    }

    [Fact]
    public void Write_ToADriveThatIsNotThere_IsFalseAndNoException()
    {
        var nowhere = new LittleFsStore(_directory.Path + "/nowhere/");
        Assert.False(nowhere.Write("file", [1], 1));
        Assert.False(nowhere.Append("file", [1], 1));
        Assert.Equal(-1, nowhere.Read("file", 0, _bytes, 1));
    }

    [Fact]
    public void Write_FileThatIsOpenElsewhere_IsFalseAndNoException()
    {
        using var open = new FileStream(
            Path.Combine(_directory.Path, "file"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.False(_files.Write("file", [1], 1));
    }

    [Fact]
    public void TwoSlotFile_OnThisStore_KeepsTheLastThatWasWritten()
    {
        var file = new TwoSlotFile(_files, "settings", 8);
        Assert.True(file.Write([1, 2, 3], 3));
        Assert.True(file.Write([4, 5], 2));
        Assert.Equal([4, 5], new TwoSlotFile(_files, "settings", 8).Read()!);
    }
}
