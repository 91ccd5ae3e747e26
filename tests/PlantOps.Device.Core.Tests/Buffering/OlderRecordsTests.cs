using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;

namespace PlantOps.Device.Core.Tests.Buffering;

/// <summary>What a firmware stored that knew fewer metrics is sent by this one.</summary>
public sealed class OlderRecordsTests
{
    // A segment as firmware stores it that knows five metrics: three readings of boot 412, the last without a clock.
    private const string Released =
        "UFJCMQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEsCvUucAQAAAAEAAAAAwCzImQGWfdkSeA7ZMACiCBgAHGWdppwBAAAAAgAAAGCq" +
        "LciZAZBlECcAAH+EHv8PgCDcEwytnAEAAAADAAAAqNgBAAAA/////xAn////4gQJwIvk8W8=";

    private static readonly ReadingRecord Older = ReadingRecord.Of(Metrics.FirmwareCount - 1)!;

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

        for (var metric = Metric.Temperature; (int)metric < Older.MetricCount; metric++)
            Assert.Equal(Value(metric), read.Value(metric));
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

    [Theory]
    [InlineData(ReadingRecord.FirstMetrics, 0)]
    [InlineData(Metrics.FirmwareCount, 0)]
    [InlineData(Metrics.FirmwareCount, 3)]
    public void Take_OfASegmentThatWasReleased_GivesEveryReadingAsItWas(int metrics, int furtherSoil)
    {
        var file = Convert.FromBase64String(Released);
        Assert.True(_flash.Write(BufferFiles.NameOf(0), file, file.Length));
        var buffer = new ReadingBuffer(_flash, ReadingRecord.Of(metrics, furtherSoil)!);
        buffer.Open();
        Assert.Equal((3, 0, 3), (buffer.Pending, buffer.Lost, buffer.LastSequenceOf(412)));
        var next = BufferedReadings.Numbered(4, 412);
        next.SetSoil(Metric.SoilRaw, 4, 2000, Quality.Ok);
        Assert.True(buffer.Append(next, 60_000));

        var space = Enumerable.Range(0, 20).Select(_ => new TelemetryReading()).ToArray();
        Assert.Equal(furtherSoil == 0 && metrics == ReadingRecord.FirstMetrics ? 4 : 1, buffer.Take(space, 0)!.Count);
        if (space[0].Sequence == 4)
        {
            Assert.Equal(furtherSoil > 0 ? 2000 : double.NaN, space[0].SoilValue(Metric.SoilRaw, 4));
            Assert.Equal(3, buffer.Take(space, 0)!.Count);
        }

        Assert.Equal(
            ["1 1760000000000: 21.50 48.25 Stuck 37.04 1250.50 2210.00",
             "2 1760000060000: -40.00 100.00 0.00 Implausible 199999.90 4095.00 Implausible",
             "3 0: NaN Missing NaN Missing 100.00 NaN 1250.00 Unsettled"],
            space.Take(3).Select(Text));
        Assert.All(space.Take(3), reading => Assert.Equal(412, reading.Boot));
    }

    [Fact]
    public void Write_OfTheFirstMetrics_IsToTheByteWhatWasReleased()
    {
        var file = Convert.FromBase64String(Released);
        var (record, reading) = (ReadingRecord.Of(ReadingRecord.FirstMetrics)!, new TelemetryReading());
        var written = file[..SegmentHeader.Bytes];
        SegmentHeader.Write(written, 0, record);
        for (var at = SegmentHeader.Bytes; at < file.Length; at += record.Bytes)
        {
            record.Read(file, at, reading, 0);
            written = [.. written, .. new byte[record.Bytes]];
            record.Write(written, at, reading, 121_000);
        }

        Assert.Equal(file, written);
    }

    [Fact]
    public void Append_AfterASensorWasAddedOrRemoved_GivesWhatWasThereAndWhatCameAfter()
    {
        for (var (further, first) = (0, 0); further <= 3; further++, first += 3)
        {
            Opened(further).Fill(first, 3);
            if (further < 3) continue;
            Opened(0).Fill(12, 3);
        }

        var again = Opened(1);
        Assert.Equal((15, 0), (again.Pending, again.Lost));
        Assert.Equal(Enumerable.Range(0, 15).Select(i => (long)i), again.TakeAll().Order());
    }

    private ReadingBuffer Opened(int furtherSoil)
    {
        var buffer = new ReadingBuffer(_flash, ReadingRecord.Of(Metrics.FirmwareCount, furtherSoil)!);
        buffer.Open();
        return buffer;
    }

    private static string Text(TelemetryReading reading) => $"{reading.Sequence} {reading.TimestampMs}: " + string.Join(
        ' ',
        Enum.GetValues<Metric>().Take(ReadingRecord.FirstMetrics).SelectMany(metric => reading.QualityOf(metric) == Quality.Ok
            ? [Number(reading.Value(metric))] : new[] { Number(reading.Value(metric)), $"{reading.QualityOf(metric)}" }));

    private static string Number(double value) => value.ToString("F2", System.Globalization.CultureInfo.InvariantCulture);

    private static double Value(Metric metric) =>
        Math.Round((Metrics.Min(metric) + Metrics.Max(metric)) / 4, Metrics.Decimals(metric));

    private void Store(int segment, int count)
    {
        var file = new byte[SegmentHeader.Bytes + (count * Older.Bytes)];
        SegmentHeader.Write(file, segment, Older);
        for (var i = 0; i < count; i++)
        {
            var reading = BufferedReadings.Numbered(i);
            for (var metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
                reading.Set(metric, Value(metric), Quality.Ok);
            Older.Write(file, SegmentHeader.Bytes + (i * Older.Bytes), reading, 0);
        }

        Assert.True(_flash.Write(BufferFiles.NameOf(segment), file, file.Length));
    }
}
