using Microsoft.Win32.SafeHandles;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Storage.LiteDb;

/// <summary>A copy of a data file that is written over while it is copied.</summary>
public sealed class DataSnapshotTests : IDisposable
{
    private const int Pages = 300;

    private readonly TemporaryDirectory _directory = new();
    private readonly byte[] _before = new byte[Pages * PageStream.PageSize];
    private readonly SafeFileHandle _data;
    private readonly SafeFileHandle _copy;

    public DataSnapshotTests()
    {
        new Random(1).NextBytes(_before);
        _data = Open("data");
        _copy = Open("copy");
        RandomAccess.Write(_data, _before, 0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public void CopyMore_WithPagesWrittenOverInBetween_CopiesWhatWasThereBefore(int aStep)
    {
        var random = new Random(aStep);
        var snapshot = new DataSnapshot(_copy, _before.Length, Token);

        do
        {
            for (var i = 0; i < aStep; i++) WriteOver(snapshot, random.Next(Pages + 10));
        }
        while (snapshot.CopyMore(_data));

        WriteOver(snapshot, 0);
        var copied = new byte[_before.Length];
        Assert.Equal(copied.Length, RandomAccess.Read(_copy, copied, 0));
        Assert.Equal(_before, copied);
        Assert.Equal(_before.Length, RandomAccess.GetLength(_copy));
    }

    [Fact]
    public void Keep_WhereTheCopysDiskIsFull_FailsTheCopyAlone()
    {
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        var snapshot = new DataSnapshot(full, _before.Length, Token);

        WriteOver(snapshot, Pages - 1);

        Assert.Contains("space", Assert.Throws<IOException>(() => snapshot.CopyMore(_data)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _data.Dispose();
        _copy.Dispose();
        _directory.Dispose();
    }

    private void WriteOver(DataSnapshot snapshot, int page)
    {
        var content = new byte[PageStream.PageSize];
        new Random(page).NextBytes(content);
        snapshot.Keep(_data, (long)page * PageStream.PageSize);
        RandomAccess.Write(_data, content, (long)page * PageStream.PageSize);
    }

    private SafeFileHandle Open(string name) =>
        File.OpenHandle(Path.Combine(_directory.Path, name), FileMode.CreateNew, FileAccess.ReadWrite);
}
