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
        from values in Gen.Select(Gen.Double[-40, 80], Gen.Double[0, 100], Gen.Double[0, 100], Gen.Double[0, 200000], Gen.Int[0, 65534])
        from qualities in Gen.Int[0, 4].Array[5]
        select Make(boot, sequence, time, values, qualities);

    [Fact]
    public void Read_OfWrite_IsTheReadingInTheResolutionThatIsSent() =>
        Readings.Sample(reading =>
        {
            var data = new byte[40];
            var read = new TelemetryReading();
            ReadingRecord.Write(data, 8, reading, 0);
            Assert.True(ReadingRecord.IsWhole(data, 8));
            ReadingRecord.Read(data, 8, read, 0);

            Assert.Equal(reading.Boot, read.Boot);
            Assert.Equal(reading.Sequence, read.Sequence);
            Assert.Equal(reading.TimestampMs, read.TimestampMs);
            for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++)
            {
                Assert.Equal(reading.QualityOf(metric), read.QualityOf(metric));
                Assert.Equal(reading.Value(metric), read.Value(metric), 0.51 / Math.Pow(10, Metrics.Decimals(metric)));
            }
        });

    [Fact]
    public void Read_NoValue_IsNoValue()
    {
        var data = new byte[32];
        var read = new TelemetryReading();
        ReadingRecord.Write(data, 0, new TelemetryReading { TimestampMs = 1 }, 0);
        ReadingRecord.Read(data, 0, read, 0);
        for (var metric = Metric.Temperature; (int)metric < Metrics.Count; metric++) Assert.True(double.IsNaN(read.Value(metric)));
    }

    [Fact]
    public void Read_WithoutClock_IsTheRunningTimeThatHasPassed()
    {
        var data = new byte[32];
        var read = new TelemetryReading();
        ReadingRecord.Write(data, 0, new TelemetryReading { Sequence = 1 }, 5000);
        ReadingRecord.Read(data, 0, read, 65000);
        Assert.Equal(0, read.TimestampMs);
        Assert.Equal(60000, read.AgeMs);
    }

    [Fact]
    public void IsWhole_AnyBitFlipped_IsFalse()
    {
        var data = new byte[32];
        ReadingRecord.Write(data, 0, BufferedReadings.Numbered(3), 0);
        for (var bit = 0; bit < 256; bit++)
        {
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(ReadingRecord.IsWhole(data, 0));
            data[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static TelemetryReading Make(
        long boot, long sequence, long time, (double T, double H, double S, double L, int R) values, int[] qualities)
    {
        var reading = new TelemetryReading { Boot = boot, Sequence = sequence, TimestampMs = time };
        double[] all = [values.T, values.H, values.S, values.L, values.R];
        for (var i = 0; i < all.Length; i++) reading.Set((Metric)i, all[i], (Quality)qualities[i]);
        return reading;
    }
}
