using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Readings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Readings;

public sealed class LiteDbReadingStoreTests : IDisposable
{
    private const int Fern = 1;
    private const int Basil = 2;

    private readonly TemporaryDirectory _directory = new();
    private LiteDbFile _file;
    private LiteDbReadingStore _store;

    public LiteDbReadingStoreTests() => (_file, _store) = Open();

    [Fact]
    public void Append_Twice_StoresOnce()
    {
        var readings = TestReadings.Minutes(10);
        Assert.Equal(new AppendResult(10, 0), _store.Append(TestReadings.Group(Fern, readings)));
        Assert.Equal(new AppendResult(0, 10), _store.Append(TestReadings.Group(Fern, readings)));
        Assert.Equal(readings, ReadAll(Fern));
    }

    [Fact]
    public void Append_TwiceInOneGroup_StoresOnce()
    {
        var reading = TestReadings.At(TestReadings.Start, 3, 9);
        Assert.Equal(new AppendResult(1, 2), _store.Append(TestReadings.Group(Fern, reading, reading, reading with { Time = reading.Time + 1 })));
        Assert.Equal([reading], ReadAll(Fern));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_AgainAfterRestart_StoresOnce(bool folded)
    {
        var readings = TestReadings.Minutes(3000);
        _store.Append(TestReadings.Group(Fern, readings));
        if (folded) _store.Folder.Fold();
        Restart();
        Assert.Equal(new AppendResult(0, 3000), _store.Append(TestReadings.Group(Fern, readings)));
        Assert.Equal(readings, ReadAll(Fern));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_WithoutIdentity_IsReadOnce(bool folded)
    {
        var reading = TestReadings.At(TestReadings.Start, Reading.NoIdentity, Reading.NoIdentity);
        var other = reading with { Values = TestReadings.At(0, 0, 0, 22).Values };
        _store.Append(TestReadings.Group(Fern, reading, other, reading));
        _store.Append(TestReadings.Group(Fern, reading));
        if (folded) _store.Folder.Fold();
        _store.Append(TestReadings.Group(Fern, other));
        Assert.Equal([reading, other], ReadAll(Fern));
    }

    [Fact]
    public void Append_LateReadings_AreReadInTheOrderOfTime()
    {
        var readings = TestReadings.Minutes(5000);
        _store.Append(TestReadings.Group(Fern, readings[2000..]));
        _store.Folder.Fold();
        _store.Append(TestReadings.Group(Fern, [.. readings[..2000].Reverse()]));
        Assert.Equal(readings, ReadAll(Fern));
        _store.Folder.Fold();
        Assert.Equal(readings, ReadAll(Fern));
    }

    [Fact]
    public void Append_ManyReadingsOfManyDevices_AreAllThereAfterRestart()
    {
        var group = new ReadingGroup([.. Enumerable.Range(1, 5).Select(d => new DeviceReadings(d, TestReadings.Minutes(7000)))], []);
        _store.Append(group);
        Restart();
        Assert.All(Enumerable.Range(1, 5), device => Assert.Equal(TestReadings.Minutes(7000), ReadAll(device)));
    }

    [Fact]
    public void Read_Range_HasFromAndNotTo()
    {
        var readings = TestReadings.Minutes(4000);
        _store.Append(TestReadings.Group(Fern, readings[..3500]));
        _store.Folder.Fold();
        _store.Append(TestReadings.Group(Fern, readings[3500..]));
        Assert.Equal(readings[100..3900], _store.Read(Fern, readings[100].Time, readings[3900].Time, int.MaxValue));
        Assert.Equal(readings[100..150], _store.Read(Fern, readings[100].Time, readings[3900].Time, 50));
        Assert.Equal(readings[3400..3600], _store.Read(Fern, readings[3400].Time, long.MaxValue, 200));
        Assert.Empty(ReadAll(Basil));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Latest_LateReadingComesLast_IsTheLatestByTime(bool restarted)
    {
        Assert.Null(_store.Latest(Fern));
        var readings = TestReadings.Minutes(10);
        _store.Append(TestReadings.Group(Fern, readings[5..]));
        _store.Folder.Fold();
        if (restarted) Restart();
        _store.Append(TestReadings.Group(Fern, readings[..5]));
        Assert.Equal(readings[9], _store.Latest(Fern));
        Assert.Equal(readings[9], _store.Latest(Fern));
    }

    [Fact]
    public void SetAside_MoreThanIsKept_KeepsTheNewest()
    {
        for (var i = 0; i < 3; i++)
        {
            var messages = Enumerable.Range(i * 4000, 4000).Select(n => Message(n, [1, 2]));
            _store.Append(new ReadingGroup([], [.. messages]));
        }

        Restart();
        var kept = _store.SetAside(int.MaxValue);
        Assert.Equal(SetAsideCollection.MostKept, kept.Count);
        Assert.Equal(11_999, kept[0].ReceivedAt);
        Assert.Equal(2_000, kept[^1].ReceivedAt);
    }

    [Fact]
    public void SetAside_LargePayload_IsCut()
    {
        _store.Append(new ReadingGroup([], [Message(1, new byte[10_000])]));
        var kept = Assert.Single(_store.SetAside(10));
        Assert.Equal(4096, kept.Payload.Length);
        Assert.Equal("malformed", kept.Reason);
    }

    public void Dispose()
    {
        _file.Dispose();
        _directory.Dispose();
    }

    private static SetAsideMessage Message(int at, byte[] payload) =>
        new(Fern, at, "devices/fern/telemetry", "malformed", "position 0", payload);

    private List<Reading> ReadAll(int device) => _store.Read(device, 0, long.MaxValue, int.MaxValue);

    private void Restart()
    {
        _file.Dispose();
        (_file, _store) = Open();
    }

    private (LiteDbFile File, LiteDbReadingStore Store) Open()
    {
        var file = _directory.OpenFile();
        return (file, TemporaryDirectory.Store(file));
    }
}
