using CsCheck;
using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;

namespace PlantOps.Device.Core.Tests.Buffering;

public sealed class ReadingRecordTests
{
    private static readonly Gen<TelemetryReading> Readings =
        from boot in Gen.Long[0, (1L << 40) - 1]
        from sequence in Gen.Long[0, uint.MaxValue]
        from time in Gen.Long[1577836800000, 4102444800000]
        from shares in Gen.Double[0, 0.9999].Array[Metrics.FirmwareCount]
        from qualities in Gen.Int[0, 4].Array[Metrics.FirmwareCount]
        select Make(boot, sequence, time, shares, qualities);

    public static TheoryData<Metric> AllMetrics => [.. Enum.GetValues<Metric>()];

    [Fact]
    public void Read_OfWrite_IsTheReadingInTheResolutionThatIsSent() =>
        Readings.Sample(reading =>
        {
            var data = new byte[ReadingRecord.Current.Bytes + 8];
            var read = new TelemetryReading();
            ReadingRecord.Current.Write(data, 8, reading, 0);
            Assert.True(ReadingRecord.Current.IsWhole(data, 8));
            ReadingRecord.Current.Read(data, 8, read, 0);

            Assert.Equal(reading.Boot, read.Boot);
            Assert.Equal(reading.Sequence, read.Sequence);
            Assert.Equal(reading.TimestampMs, read.TimestampMs);
            for (var metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
            {
                Assert.Equal(reading.QualityOf(metric), read.QualityOf(metric));
                Assert.Equal(reading.Value(metric), read.Value(metric), 0.51 / Math.Pow(10, Metrics.Decimals(metric)));
            }
        });

    [Theory]
    [InlineData(ReadingRecord.FirstMetrics, 1)]
    [InlineData(Metrics.FirmwareCount, 1)]
    [InlineData(Metrics.FirmwareCount, 2)]
    [InlineData(Metrics.FirmwareCount, 3)]
    public void Read_OfFurtherSoilChannels_IsWhatEachOfThemGave(int metrics, int furtherSoil) => Readings.Sample(reading =>
    {
        var record = ReadingRecord.Of(metrics, furtherSoil)!;
        for (var channel = 2; channel <= furtherSoil + 1; channel++)
        {
            reading.SetSoil(Metric.SoilMoisture, channel, (int)(reading.Sequence % 101), (Quality)(channel % 5));
            reading.SetSoil(Metric.SoilRaw, channel, (int)((reading.Sequence + channel) % 4096), (Quality)(reading.Sequence % 5));
        }

        var data = new byte[record.Bytes];
        var read = new TelemetryReading();
        record.Write(data, 0, reading, 0);
        Assert.True(record.IsWhole(data, 0));
        record.Read(data, 0, read, 0);
        Assert.Equal(reading.Value(Metric.SoilMoisture), read.Value(Metric.SoilMoisture), 0.0051);
        for (var channel = 2; channel <= SoilChannels.FirmwareMost; channel++)
        {
            foreach (var metric in new[] { Metric.SoilMoisture, Metric.SoilRaw })
            {
                Assert.Equal(reading.SoilValue(metric, channel), read.SoilValue(metric, channel));
                Assert.Equal(reading.SoilQualityOf(metric, channel), read.SoilQualityOf(metric, channel));
            }
        }
    });

    [Fact]
    public void Read_AfterAReadingWithFurtherSoil_HasNothingOfIt()
    {
        var data = new byte[ReadingRecord.MaxBytes];
        var read = new TelemetryReading();
        read.SetSoil(Metric.SoilRaw, 2, 1000, Quality.Stuck);
        ReadingRecord.Current.Write(data, 0, BufferedReadings.Numbered(1), 0);
        ReadingRecord.Current.Read(data, 0, read, 0);
        Assert.True(double.IsNaN(read.SoilValue(Metric.SoilRaw, 2)));
        Assert.Equal(Quality.Ok, read.SoilQualityOf(Metric.SoilRaw, 2));
    }

    [Fact]
    public void Read_NoValue_IsNoValue()
    {
        var data = new byte[ReadingRecord.Current.Bytes];
        var read = new TelemetryReading();
        ReadingRecord.Current.Write(data, 0, new TelemetryReading { TimestampMs = 1 }, 0);
        ReadingRecord.Current.Read(data, 0, read, 0);
        for (var metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
            Assert.True(double.IsNaN(read.Value(metric)));
    }

    [Fact]
    public void Read_WithoutClock_IsTheRunningTimeThatHasPassed()
    {
        var data = new byte[ReadingRecord.Current.Bytes];
        var read = new TelemetryReading();
        ReadingRecord.Current.Write(data, 0, new TelemetryReading { Sequence = 1 }, 5000);
        ReadingRecord.Current.Read(data, 0, read, 65000);
        Assert.Equal(0, read.TimestampMs);
        Assert.Equal(60000, read.AgeMs);
    }

    [Fact]
    public void IsWhole_AnyBitFlipped_IsFalse()
    {
        var data = new byte[ReadingRecord.Current.Bytes];
        ReadingRecord.Current.Write(data, 0, BufferedReadings.Numbered(3), 0);
        for (var bit = 0; bit < 8 * ReadingRecord.Current.Bytes; bit++)
        {
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ReadingRecord.Current.IsWhole(data, 0));
            data[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Bytes_OfTheFirstFiveMetrics_Are32()
    {
        Assert.Equal(32, ReadingRecord.Of(ReadingRecord.FirstMetrics)!.Bytes);
        Assert.Same(ReadingRecord.Current, ReadingRecord.Of(Metrics.FirmwareCount));
        Assert.Null(ReadingRecord.Of(Metrics.FirmwareCount + 1));
        Assert.Null(ReadingRecord.Of(Metrics.FirmwareCount, SoilChannels.FirmwareMostFurther + 1));
        Assert.Equal(ReadingRecord.MaxBytes, ReadingRecord.Of(Metrics.FirmwareCount, SoilChannels.FirmwareMostFurther)!.Bytes);
    }

    [Fact]
    public void Buffer_HoldsThreeDaysOfReadingsAMinute() =>
        Assert.True((ReadingBuffer.SegmentCount - 1) * new Segment(0).Capacity >= 3 * 24 * 60);

    [Theory]
    [MemberData(nameof(AllMetrics))]
    public void Value_PlausibleAtItsEnds_FitsTheRecord(Metric metric)
    {
        var least = (Metrics.Min(metric) + Metrics.RecordOffset(metric)) * Metrics.RecordScale(metric);
        var most = (Metrics.Max(metric) + Metrics.RecordOffset(metric)) * Metrics.RecordScale(metric);
        Assert.True(least >= 0);
        Assert.True(most <= Math.Pow(256, Metrics.RecordBytes(metric)) - 1);
        Assert.True(most <= Math.Pow(2, Metrics.RecordBits(metric)) - 1);
        Assert.InRange(Metrics.RecordBits(metric), 1, 8 * Metrics.RecordBytes(metric));
    }

    // Short of the end of a range, which a record may not tell from no value.
    private static TelemetryReading Make(long boot, long sequence, long time, double[] shares, int[] qualities)
    {
        var reading = new TelemetryReading { Boot = boot, Sequence = sequence, TimestampMs = time };
        for (var metric = Metric.Temperature; (int)metric < Metrics.FirmwareCount; metric++)
        {
            var value = Metrics.Min(metric) + (shares[(int)metric] * (Metrics.Max(metric) - Metrics.Min(metric)));
            reading.Set(metric, value, (Quality)qualities[(int)metric]);
        }

        return reading;
    }
}
