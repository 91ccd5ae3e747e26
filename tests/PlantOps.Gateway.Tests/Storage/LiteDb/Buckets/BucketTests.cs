using CsCheck;
using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.LiteDb.Buckets;

public sealed class BucketTests
{
    [Fact]
    public void Encode_DayOfMinutes_TakesAtMostEightBytesAReading()
    {
        var readings = TestReadings.Minutes(1440);
        Assert.InRange(new Bucket(default, [.. readings]).Encode().Length, 1, readings.Length * 8);
    }

    [Fact]
    public void Merge_ReadingsInAnyOrderAndTwice_AreThereOnceByTime() => TestReadings.History.Sample(readings =>
    {
        if (readings.Length == 0) return;
        var once = Bucket.Merge(new StreamId(7), [], [.. readings]);
        var twice = Bucket.Merge(new StreamId(7), once, [.. readings.Reverse()]);
        Assert.Equal(once.SelectMany(b => b.Readings), twice.SelectMany(b => b.Readings));
        Assert.Equal(
            readings.Select(r => r.Time).Distinct().Order(), once.SelectMany(b => b.Readings).Select(r => r.Time).Distinct());
    });

    [Fact]
    public void Merge_MoreThanABucketHolds_SplitsByTime()
    {
        var readings = Enumerable.Range(0, 50_000).Select(i => TestReadings.At(TestReadings.Start + (i * 1000L), 1, i)).ToList();
        var buckets = Bucket.Merge(new StreamId(7), [], readings);
        Assert.Equal(BucketKey.OfDay(new StreamId(7), TestReadings.Start), buckets[0].Key);
        Assert.All(buckets, bucket => Assert.InRange(bucket.Readings.Count, 1, Bucket.MaxReadings));
        Assert.Equal(readings, buckets.SelectMany(bucket => bucket.Readings));
        Assert.All(buckets, bucket => Assert.True(bucket.Key.Start <= bucket.Readings[0].Time));
    }

    [Fact]
    public void Merge_IntoSplitDay_ChangesOnlyTheBucketOfThatTime()
    {
        var buckets = Bucket.Merge(new StreamId(7), [],
            [.. Enumerable.Range(0, 50_000).Select(i => TestReadings.At(TestReadings.Start + (i * 1000L), 1, i))]);
        var late = TestReadings.At(buckets[1].Key.Start + 500, 2, 0);
        var changed = Assert.Single(Bucket.Merge(new StreamId(7), buckets, [late]));
        Assert.Equal(buckets[1].Key, changed.Key);
        Assert.Contains(late, changed.Readings);
    }

    [Theory]
    [InlineData(1, long.MinValue)]
    [InlineData(1, TestReadings.Start)]
    [InlineData(100_000_000, long.MaxValue)]
    public void Key_OfAnyTime_KeepsDeviceAndIsNotAfterIt(int device, long time)
    {
        var key = BucketKey.Of(new StreamId(device), time);
        Assert.Equal(device, key.Stream.Number);
        Assert.True(key.Start <= Math.Max(time, Contracts.Limits.EarliestHistory));
    }

    [Theory]
    [InlineData(Contracts.Limits.EarliestHistory, -631_152_000)]
    [InlineData(Contracts.Limits.EarliestTime - 1, -1)]
    [InlineData(Contracts.Limits.EarliestTime, 0)]
    [InlineData(TestReadings.Start, 172_800_000)]
    public void Key_BeforeAndAfter2020_IsSecondsFromThere(long time, long seconds)
    {
        var key = BucketKey.Of(new StreamId(7), time);

        Assert.Equal((7L << 36) + seconds, key.Id);
        Assert.Equal((7, time - (((time % 1000) + 1000) % 1000)), (key.Stream.Number, key.Start));
    }
}
