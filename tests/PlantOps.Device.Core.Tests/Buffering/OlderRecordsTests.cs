using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;

namespace PlantOps.Device.Core.Tests.Buffering;

/// <summary>What a firmware stored that knew fewer metrics is sent by this one.</summary>
public sealed class OlderRecordsTests
{
    private static readonly ReadingRecord Older = ReadingRecord.Of(Metrics.Count - 1)!;

    private readonly MemoryFlash _flash = new();

    [Fact]
    public void Take_AfterAnUpdate_GivesWhatWasThereAndWhatCameAfter()
    {
        Store(segment: 3, count: 10);
        var buffer = BufferedReadings.Opened(_flash);
        Assert.Equal(10, buffer.Pending);
        Assert.Equal(9, buffer.LastSequenceOf(7));
        buffer.Fill(10, 5);

        var again = BufferedReadings.Opened(_flash);
        Assert.Equal(0, again.Lost);
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (long)i), again.TakeAll().Order());
    }

    [Fact]
    public void Read_OfAnOlderRecord_LacksOnlyWhatIsNew()
    {
        Store(segment: 0, count: 1);
        var read = new TelemetryReading();
        Assert.NotNull(BufferedReadings.Opened(_flash).Take([read], 0));

        for (var metric = Metric.Temperature; (int)metric < Older.MetricCount; metric++) Assert.Equal(Value(metric), read.Value(metric));
        Assert.True(double.IsNaN(read.Value((Metric)Older.MetricCount)));
    }

    [Fact]
    public void Open_TornOlderRecord_KeepsTheOthersAndCountsNothing()
    {
        Store(segment: 2, count: 4);
        Assert.True(_flash.Append(BufferFiles.NameOf(2), new byte[7], 7));
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(4, 1);
        Assert.Equal(0, buffer.Lost);
        Assert.Equal([0, 1, 2, 3, 4], BufferedReadings.Opened(_flash).TakeAll().Order());
    }

    private static double Value(Metric metric) => Math.Round((Metrics.Min(metric) + Metrics.Max(metric)) / 4, Metrics.Decimals(metric));

    private void Store(int segment, int count)
    {
        var file = new byte[SegmentHeader.Bytes + (count * Older.Bytes)];
        SegmentHeader.Write(file, segment, Older);
        for (var i = 0; i < count; i++)
        {
            var reading = BufferedReadings.Numbered(i);
            for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++) reading.Set(metric, Value(metric), Quality.Ok);
            Older.Write(file, SegmentHeader.Bytes + (i * Older.Bytes), reading, 0);
        }

        Assert.True(_flash.Write(BufferFiles.NameOf(segment), file, file.Length));
    }
}
