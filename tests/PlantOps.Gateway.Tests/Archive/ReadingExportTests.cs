using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class ReadingExportTests
{
    private static readonly Device Fern = new(1, "plant-fern", "Fern", "AA", [], 60, 0);

    [Fact]
    public async Task WriteAsync_MoreInOneDayThanIsReadAtOnce_HasEachOnce()
    {
        using var store = new LiteDbTestStore();
        Reading[] readings =
        [
            .. Enumerable.Range(0, 150_000).Select(i => TestReadings.At(TestReadings.Start + (i / 3), boot: 1, sequence: i)),
            .. Enumerable.Range(0, 120_000).Select(i => TestReadings.At(TestReadings.Start + 60_000, boot: 2, sequence: i)),
        ];
        store.Readings.Append(TestReadings.Group(1, readings));
        var output = new Collected();

        await new ReadingExport(store.Readings).WriteAsync(Everything(Fern), output, TestContext.Current.CancellationToken);

        Assert.Equal(readings, output.Readings);
        Assert.Equal((1, 1, true), (output.Days, output.DaysDone, output.IsComplete));
    }

    private static ExportQuery Everything(Device device) => new([device], long.MinValue, long.MaxValue, ArchiveFormat.Csv);

    private sealed class Collected : IArchiveWriter
    {
        public List<Reading> Readings { get; } = [];

        public int Days { get; private set; }

        public int DaysDone { get; private set; }

        public bool IsComplete { get; private set; }

        public ValueTask BeginAsync(int days, CancellationToken cancellationToken)
        {
            Days = days;
            return ValueTask.CompletedTask;
        }

        public ValueTask WriteAsync(ArchiveDevice device, List<Reading> readings, CancellationToken cancellationToken)
        {
            Readings.AddRange(readings);
            return ValueTask.CompletedTask;
        }

        public ValueTask DayDoneAsync(CancellationToken cancellationToken)
        {
            DaysDone++;
            return ValueTask.CompletedTask;
        }

        public ValueTask CompleteAsync(CancellationToken cancellationToken)
        {
            IsComplete = true;
            return ValueTask.CompletedTask;
        }
    }
}
