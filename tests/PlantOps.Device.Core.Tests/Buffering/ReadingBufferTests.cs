using PlantOps.Contracts.Telemetry;
using PlantOps.Device.Core.Buffering;

namespace PlantOps.Device.Core.Tests.Buffering;

public sealed class ReadingBufferTests
{
    private static readonly int PerSegment = new Segment(0).Capacity;
    private static readonly int Record = ReadingRecord.Current.Bytes;

    private readonly MemoryFlash _flash = new();

    [Fact]
    public void Take_FewReadings_AreOneBatchOldestFirst()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 3);
        Assert.Equal([1, 2, 3], buffer.TakeAll());
        Assert.Equal(3, buffer.Pending);
    }

    [Fact]
    public void Take_ManyReadings_NewestBatchFirst()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 50);
        Assert.Equal([.. Range(31, 50), .. Range(11, 30), .. Range(1, 10)], buffer.TakeAll());
    }

    [Fact]
    public void Take_NewReadingDuringBackfill_ComesNext()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 50);
        Assert.NotNull(buffer.Take(BufferedReadings.Space, 0));
        buffer.Fill(51, 1);
        Assert.Equal([51, .. Range(11, 30), .. Range(1, 10)], buffer.TakeAll());
    }

    [Fact]
    public void Take_TwoBoots_AreNeverInOneBatch()
    {
        BufferedReadings.Opened(_flash).Append(BufferedReadings.Numbered(9, boot: 1), 0);
        var buffer = BufferedReadings.Opened(_flash.PowerOn());
        buffer.Append(BufferedReadings.Numbered(1, boot: 2), 0);
        Assert.Equal(1, buffer.Take(BufferedReadings.Space, 0)?.Count);
        Assert.Equal(2, BufferedReadings.Space[0].Boot);
        Assert.Equal(1, buffer.Take(BufferedReadings.Space, 0)?.Count);
        Assert.Equal(1, BufferedReadings.Space[0].Boot);
    }

    [Fact]
    public void Append_AfterTornWrites_GoesOnInTheSameSegment()
    {
        var flash = _flash;
        for (var cut = 0; cut < 20; cut++)
        {
            var buffer = BufferedReadings.Opened(flash);
            buffer.Fill((cut * 2) + 1, 2);
            flash.BytesUntilPowerCut = 1 + cut;
            Assert.False(buffer.Append(BufferedReadings.Numbered(999), 0));
            flash = flash.PowerOn();
        }

        var mended = BufferedReadings.Opened(flash);

        Assert.Equal((40, 0), (mended.Pending, mended.Lost));
        Assert.Equal(Range(1, 40), mended.TakeAll().Order());
        Assert.Single(flash.Names, name => name.StartsWith("readings", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_PowerCutWhileATornWriteIsMended_CountsNothingAsLost()
    {
        var torn = new MemoryFlash();
        BufferedReadings.Opened(torn).Fill(1, 2);
        torn.BytesUntilPowerCut = 11;
        BufferedReadings.Opened(torn).Append(BufferedReadings.Numbered(3), 0);
        for (var cut = 1; cut < 100; cut++)
        {
            var flash = torn.PowerOn();
            flash.BytesUntilPowerCut = cut;
            BufferedReadings.Opened(flash);

            var buffer = BufferedReadings.Opened(flash.PowerOn());

            Assert.Equal((2, 0), (buffer.Pending, buffer.Lost));
            buffer.Fill(4, 1);
            Assert.Equal([1, 2, 4], buffer.TakeAll().Order());
        }
    }

    [Fact]
    public void Release_Batch_IsSentAgain()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 3);
        buffer.Release(buffer.Take(BufferedReadings.Space, 0)!, 1);
        Assert.Equal([2, 3], buffer.TakeAll());
    }

    [Fact]
    public void Settle_EverythingInAFullSegment_DeletesItsFile()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, PerSegment + 1);
        buffer.TakeAll(settle: true);
        Assert.Equal(0, buffer.Pending);
        Assert.Equal(["readings.01"], _flash.Names.Where(name => name.StartsWith("readings", StringComparison.Ordinal)));
    }

    [Fact]
    public void Open_AfterFlush_NothingAcknowledgedIsSentAgain()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 30);
        buffer.Settle(buffer.Take(BufferedReadings.Space, 0)!);
        buffer.Flush();
        Assert.Equal(Range(1, 10), BufferedReadings.Opened(_flash.PowerOn()).TakeAll());
    }

    [Fact]
    public void Open_WithoutFlush_AtMost31AcknowledgedAreSentAgain()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 100);
        buffer.TakeAll(settle: true);
        Assert.InRange(BufferedReadings.Opened(_flash.PowerOn()).Pending, 0, 31);
    }

    [Fact]
    public void Open_LaterSegmentsAfterAllWasDeleted_AreNotTakenForSettledOnes()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 60);
        buffer.TakeAll(settle: true);
        buffer.Flush();
        buffer.Fill(61, PerSegment - 60);
        buffer.TakeAll(settle: true);
        var next = BufferedReadings.Opened(_flash.PowerOn());
        next.Fill(1001, 60);
        Assert.Equal(60, BufferedReadings.Opened(_flash).Pending + next.Pending);
    }

    [Fact]
    public void Append_WhenFull_OldestSegmentGoesFirstAndCounts()
    {
        var buffer = BufferedReadings.Opened(_flash);
        var all = (ReadingBuffer.SegmentCount * PerSegment) + 1;
        buffer.Fill(1, all);
        Assert.Equal(PerSegment, buffer.Lost);
        Assert.Equal(all - PerSegment, buffer.Pending);
        Assert.InRange(_flash.BytesUsed, 0, 200_000);

        var reopened = BufferedReadings.Opened(_flash.PowerOn());
        Assert.Equal(PerSegment, reopened.Lost);
        Assert.Equal(Range(PerSegment + 1, all), reopened.TakeAll().Order());
    }

    [Fact]
    public void Capacity_ReadingsAlwaysThere_AreThreeDaysAtOneAMinute() =>
        Assert.True((ReadingBuffer.SegmentCount - 1) * PerSegment >= 72 * 60);

    [Fact]
    public void Append_FlashFull_GivesUpTheOldest()
    {
        _flash.CapacityBytes = 3 * 4096;
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 1000);
        Assert.True(buffer.Lost > 0);
        Assert.Equal(1000, buffer.Pending + buffer.Lost);
        Assert.Equal(1000, buffer.TakeAll().Max());
    }

    [Fact]
    public void Open_DamagedRecord_IsSkippedAndCountsOnce()
    {
        BufferedReadings.Opened(_flash).Fill(1, 10);
        _flash.Change("readings.00", file => { file[SegmentHeader.Bytes + (4 * Record) + 3] ^= 1; return file; });

        var buffer = BufferedReadings.Opened(_flash);
        Assert.Equal(1, buffer.Lost);
        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9, 10], buffer.TakeAll().Order());
        Assert.Equal(1, BufferedReadings.Opened(_flash.PowerOn()).Lost);
    }

    [Fact]
    public void Take_RecordDamagedAfterOpen_IsSkippedAndCounts()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, 10);
        _flash.Change("readings.00", file => { file[SegmentHeader.Bytes + (4 * Record) + 3] ^= 1; return file; });
        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9, 10], buffer.TakeAll().Order());
        Assert.Equal(1, buffer.Lost);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Open_DamagedHeader_LosesNothing(int segment)
    {
        BufferedReadings.Opened(_flash).Fill(1, 300);
        _flash.Change($"readings.{segment:D2}", file => { file[5] ^= 1; return file; });
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(301, 200);
        Assert.Equal(Range(1, 500), buffer.TakeAll().Order());
        Assert.Equal(0, buffer.Lost);
    }

    [Fact]
    public void Take_WithoutClock_AgeGoesOnOverARestart()
    {
        BufferedReadings.Opened(_flash).Append(new TelemetryReading { Boot = 1, Sequence = 1 }, 60000);
        var buffer = BufferedReadings.Opened(_flash.PowerOn());
        buffer.Take(BufferedReadings.Space, 5000);
        Assert.Equal(5000, BufferedReadings.Space[0].AgeMs);
    }

    [Fact]
    public void Writes_ADayInSteadyState_AreBounded()
    {
        var buffer = BufferedReadings.Opened(_flash);
        for (var minute = 0; minute < 1440; minute++)
        {
            buffer.Append(BufferedReadings.Numbered(minute), 0);
            buffer.Settle(buffer.Take(BufferedReadings.Space, 0)!);
        }

        // One append a reading, one note of acknowledgements every 32, one header a segment.
        Assert.InRange(_flash.Writes, 1440, 1440 + 45 + (1440 / PerSegment) + 1);

        // Of 100,000 cycles (ESP32's flash, typical) over the 50 blocks of 64 that are free with a gateway there: nine years.
        Assert.InRange(_flash.BlocksErased, 1440, 1440 + 45 + (1440 / PerSegment) + 1);
        Assert.InRange(100_000.0 * 50 / _flash.BlocksErased / 365, 9, 10);
    }

    [Fact]
    public void Bytes_AReading_AreARecordAndItsShareOfTheHeader()
    {
        var buffer = BufferedReadings.Opened(_flash);
        buffer.Fill(1, PerSegment * 4);
        Assert.InRange(_flash.BytesUsed, (4 * 4096) - (4 * Record) + 1, 4 * 4096);
        Assert.Equal(Record + 0.3, _flash.BytesUsed / (4.0 * PerSegment), 0.1);
    }

    private static IEnumerable<long> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(i => (long)i);
}
