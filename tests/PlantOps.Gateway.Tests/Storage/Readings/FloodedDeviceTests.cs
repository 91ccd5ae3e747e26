using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Readings;

namespace PlantOps.Gateway.Tests.Storage.Readings;

public sealed class FloodedDeviceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly LiteDbFile _file;
    private readonly LiteDbReadingStore _store;

    public FloodedDeviceTests()
    {
        _file = _directory.OpenFile();
        _store = TemporaryDirectory.Store(_file);
    }

    [Fact]
    public void Append_OneDeviceHasManyUnfolded_FoldsThatOneAlone()
    {
        _store.Append(TestReadings.Group(2, TestReadings.Minutes(10)));
        _store.Append(TestReadings.Group(1, TestReadings.Minutes(100_001)));

        _store.Append(TestReadings.Group(3, TestReadings.Minutes(1)));

        Assert.Equal(11, _store.Folder.UnfoldedReadings);
        Assert.Equal(TestReadings.Minutes(100_001), _store.Read(1, 0, long.MaxValue, 200_000));
        Assert.Equal(TestReadings.Minutes(10), _store.Read(2, 0, long.MaxValue, 100));
    }

    [Fact]
    public void Fold_LateAndEarlyReadingsOfALargeDay_KeepsAll()
    {
        var day = Enumerable.Range(0, 60_000).Select(i => TestReadings.At(TestReadings.Start + (i * 1000L), sequence: i))
            .ToArray();
        foreach (var part in new[] { day[..50_000], day[50_005..], day[50_000..50_005] })
        {
            _store.Append(TestReadings.Group(1, part));
            _store.Folder.Fold();
        }

        Assert.Equal(day, _store.Read(1, 0, long.MaxValue, 100_000));
    }

    public void Dispose()
    {
        _file.Dispose();
        _directory.Dispose();
    }
}
