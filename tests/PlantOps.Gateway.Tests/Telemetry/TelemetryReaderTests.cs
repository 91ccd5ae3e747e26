using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class TelemetryReaderTests : IDisposable
{
    private static readonly TelemetryQuery Everything = new(0, long.MaxValue, [], Resolution.Raw);

    private readonly LiteDbTestStore _store = new();
    private readonly TelemetryReader _reader;

    public TelemetryReaderTests()
    {
        _store.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(10)));
        _store.Readings.Append(TestReadings.Group(2, TestReadings.Minutes(20)));
        _reader = new TelemetryReader(_store.Readings, new RollupReader(_store.Readings, _store.Rollups), TimeProvider.System);
    }

    [Fact]
    public void Read_WhileAnotherIsInUse_TakesAListOfItsOwn()
    {
        using var first = _reader.Read("fern", StreamId.OfDevice(1), Everything, 100);
        using var second = _reader.Read("moss", StreamId.OfDevice(2), Everything, 100);

        Assert.Equal(10, first.Rows.Count);
        Assert.Equal(20, second.Rows.Count);
    }

    [Fact]
    public void Read_AfterAnotherIsDone_UsesItsListAgain()
    {
        var first = _reader.Read("moss", StreamId.OfDevice(2), Everything, 100);
        first.Dispose();

        using var second = _reader.Read("fern", StreamId.OfDevice(1), Everything, 100);

        // What was given back is the same list, so the first answer now has the second's rows.
        Assert.Equal(10, second.Rows.Count);
        Assert.Equal(10, first.Rows.Count);
    }

    public void Dispose() => _store.Dispose();
}
