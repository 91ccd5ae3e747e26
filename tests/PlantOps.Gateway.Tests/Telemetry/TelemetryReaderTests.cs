using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class TelemetryReaderTests : IDisposable
{
    private static readonly TelemetryQuery Everything = new(0, long.MaxValue, []);

    private readonly TemporaryDirectory _directory = new();
    private readonly LiteDbFile _file;
    private readonly TelemetryReader _reader;

    public TelemetryReaderTests()
    {
        _file = _directory.OpenFile();
        var store = TemporaryDirectory.Store(_file);
        store.Append(TestReadings.Group(1, TestReadings.Minutes(10)));
        store.Append(TestReadings.Group(2, TestReadings.Minutes(20)));
        _reader = new TelemetryReader(store);
    }

    [Fact]
    public void Read_WhileAnotherIsInUse_TakesAListOfItsOwn()
    {
        using var first = _reader.Read("fern", 1, Everything, 100);
        using var second = _reader.Read("moss", 2, Everything, 100);

        Assert.Equal(TestReadings.Minutes(10), first.Readings);
        Assert.Equal(TestReadings.Minutes(20), second.Readings);
    }

    [Fact]
    public void Read_AfterAnotherIsDone_UsesItsListAgain()
    {
        var first = _reader.Read("moss", 2, Everything, 100);
        first.Dispose();

        using var second = _reader.Read("fern", 1, Everything, 100);

        Assert.Same(first.Readings, second.Readings);
        Assert.Equal(TestReadings.Minutes(10), second.Readings);
    }

    public void Dispose()
    {
        _file.Dispose();
        _directory.Dispose();
    }
}
