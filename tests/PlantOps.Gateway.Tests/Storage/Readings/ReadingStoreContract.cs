using CsCheck;
using PlantOps.Contracts;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Storage.Readings;

/// <summary>What every store of readings must do.</summary>
public abstract class ReadingStoreContract(TestStore store) : IDisposable
{
    private const int Fern = 1;
    private const int Basil = 2;

    private int _histories;

    [Fact]
    public void Append_Twice_StoresOnce()
    {
        var readings = TestReadings.Minutes(10);
        Assert.Equal(new AppendResult(10, 0), store.Readings.Append(TestReadings.Group(Fern, readings)));
        Assert.Equal(new AppendResult(0, 10), store.Readings.Append(TestReadings.Group(Fern, readings)));
        Assert.Equal(readings, ReadAll(Fern));
    }

    [Fact]
    public void Append_TwiceInOneGroup_StoresOnce()
    {
        var reading = TestReadings.At(TestReadings.Start, 3, 9);
        Assert.Equal(new AppendResult(1, 2),
            store.Readings.Append(TestReadings.Group(Fern, reading, reading, reading with { Time = reading.Time + 1 })));
        Assert.Equal([reading], ReadAll(Fern));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_AgainAfterRestart_StoresOnce(bool folded)
    {
        var readings = TestReadings.Minutes(3000);
        store.Readings.Append(TestReadings.Group(Fern, readings));
        if (folded) store.Settle();
        store.Restart();
        Assert.Equal(new AppendResult(0, 3000), store.Readings.Append(TestReadings.Group(Fern, readings)));
        Assert.Equal(readings, ReadAll(Fern));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Append_WithoutIdentity_IsReadOnce(bool folded)
    {
        var reading = TestReadings.At(TestReadings.Start, Reading.NoIdentity, Reading.NoIdentity);
        var other = reading with { Values = TestReadings.At(0, 0, 0, 22).Values };
        store.Readings.Append(TestReadings.Group(Fern, reading, other, reading));
        store.Readings.Append(TestReadings.Group(Fern, reading));
        if (folded) store.Settle();
        store.Readings.Append(TestReadings.Group(Fern, other));
        Assert.Equal([reading, other], ReadAll(Fern));
    }

    [Fact]
    public void Append_AnyHistory_IsReadBackBitForBit() => TestReadings.History.Sample(
        (Reading[] history) =>
        {
            _histories++;
            store.Readings.Append(TestReadings.Group(_histories, history));
            Assert.Equal(TestReadings.Kept(history), ReadAll(_histories));
        },
        iter: 40,
        threads: 1);

    [Fact]
    public void Append_AtOtherTimes_AreAllThere()
    {
        var readings = Enumerable.Range(0, 100)
            .Select(i => TestReadings.At(Limits.EarliestTime + (i * 25 * TestReadings.Day), 1, i)).ToArray();
        Assert.Equal(new AppendResult(100, 0), store.Readings.Append(TestReadings.Group(Fern, readings)));
        store.Settle();
        Assert.Equal(readings, ReadAll(Fern));
        Assert.Equal(readings.Select(reading => reading.Time), store.Readings.Days(Fern));
    }

    [Fact]
    public void Append_YearsBefore2020_AreThereInTheirOrderAndNobodyElses()
    {
        Reading[] readings =
        [
            .. Enumerable.Range(0, 60).Select(
                i => TestReadings.At(Limits.EarliestHistory + 1 + (i * 150 * TestReadings.Day), 1, i)),
        ];
        Reading[] others = [TestReadings.At(
            TestReadings.Start), TestReadings.At(TestReadings.Start + (400 * TestReadings.Day), 2)];
        store.Readings.Append(TestReadings.Group(Fern, [.. readings.Reverse()]));
        store.Readings.Append(TestReadings.Group(Basil, others));
        store.Settle();

        Assert.Equal(readings, ReadAll(Fern));
        Assert.Equal(others, ReadAll(Basil));
        Assert.Equal(readings[^1], store.Readings.Latest(StreamId.OfDevice(Fern)));
        Assert.Equal(readings.Select(reading => reading.Time - 1), store.Readings.Days(Fern));
        var early = store.Readings.Read(Fern, Limits.EarliestHistory, Limits.EarliestTime, 100);
        Assert.Equal(readings.Where(reading => reading.Time < Limits.EarliestTime), early);
    }

    [Fact]
    public void Append_TheSameReadingAtAnotherTime_StoresOnce()
    {
        var reading = TestReadings.At(TestReadings.Start, 3, 9);
        store.Readings.Append(TestReadings.Group(Fern, reading));
        store.Settle();
        var again = reading with { Time = reading.Time + (400 * TestReadings.Day), Origin = TimeOrigin.Age };
        Assert.Equal(new AppendResult(0, 1), store.Readings.Append(TestReadings.Group(Fern, again)));
        Assert.Equal([reading], ReadAll(Fern));
    }

    [Fact]
    public void Append_LateReadings_AreReadInTheOrderOfTime()
    {
        var readings = TestReadings.Minutes(5000);
        store.Readings.Append(TestReadings.Group(Fern, readings[2000..]));
        store.Settle();
        store.Readings.Append(TestReadings.Group(Fern, [.. readings[..2000].Reverse()]));
        Assert.Equal(readings, ReadAll(Fern));
        store.Settle();
        Assert.Equal(readings, ReadAll(Fern));
    }

    [Fact]
    public void Append_ManyReadingsOfManyDevices_AreAllThereAfterRestart()
    {
        var group = new ReadingGroup(
            [.. Enumerable.Range(1, 5).Select(d => StreamsByNumber.Of(d, TestReadings.Minutes(7000)))], []);
        store.Readings.Append(group);
        store.Restart();
        Assert.All(Enumerable.Range(1, 5), device => Assert.Equal(TestReadings.Minutes(7000), ReadAll(device)));
    }

    [Fact]
    public void Read_Range_HasFromAndNotTo()
    {
        var readings = TestReadings.Minutes(4000);
        store.Readings.Append(TestReadings.Group(Fern, readings[..3500]));
        store.Settle();
        store.Readings.Append(TestReadings.Group(Fern, readings[3500..]));
        Assert.Equal(readings[100..3900], store.Readings.Read(Fern, readings[100].Time, readings[3900].Time, int.MaxValue));
        Assert.Equal(readings[100..150], store.Readings.Read(Fern, readings[100].Time, readings[3900].Time, 50));
        Assert.Equal(readings[3400..3600], store.Readings.Read(Fern, readings[3400].Time, long.MaxValue, 200));
        Assert.Empty(ReadAll(Basil));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Latest_LateReadingComesLast_IsTheLatestByTime(bool restarted)
    {
        Assert.Null(store.Readings.Latest(Fern));
        var readings = TestReadings.Minutes(10);
        store.Readings.Append(TestReadings.Group(Fern, readings[5..]));
        store.Settle();
        if (restarted) store.Restart();
        store.Readings.Append(TestReadings.Group(Fern, readings[..5]));
        Assert.Equal(readings[9], store.Readings.Latest(Fern));
        Assert.Equal(readings[9], store.Readings.Latest(Fern));
    }

    [Fact]
    public void Days_SomeSettledSomeNot_AreEachThereOnce()
    {
        const long Day = TestReadings.Day;
        store.Readings.Append(
            TestReadings.Group(
                Fern, TestReadings.At(TestReadings.Start + (3 * Day) - 1), TestReadings.At(TestReadings.Start, 1, 1)));
        store.Settle();
        store.Readings.Append(
            TestReadings.Group(
                Fern, TestReadings.At(TestReadings.Start + 5, 1, 2), TestReadings.At(TestReadings.Start - 1, 1, 3)));
        Assert.Equal([TestReadings.Start - Day, TestReadings.Start, TestReadings.Start + (2 * Day)], store.Readings.Days(Fern));
        Assert.Empty(store.Readings.Days(Basil));
    }

    [Fact]
    public void SetAside_MoreThanIsKept_KeepsTheNewest()
    {
        for (var i = 0; i < 3; i++)
        {
            var messages = Enumerable.Range(i * 4000, 4000).Select(n => Message(n, [1, 2]));
            store.Readings.Append(new ReadingGroup([], [.. messages]));
        }

        store.Restart();
        var kept = store.Readings.SetAside(int.MaxValue);
        Assert.Equal(SetAsideMessage.MaxKept, kept.Count);
        Assert.Equal(11_999, kept[0].ReceivedAt);
        Assert.Equal(2_000, kept[^1].ReceivedAt);
    }

    [Fact]
    public void SetAside_ManyLargePayloads_KeepsTheNewestWholeAndOfOthersTheBeginning()
    {
        const int Extra = 10;
        for (var i = 0; i < SetAsideMessage.MaxWhole + Extra; i++)
            store.Readings.Append(new ReadingGroup([], [Message(i, Bytes(5000, i)), Message(i, [1])]));

        store.Restart();
        store.Readings.Append(new ReadingGroup([], [Message(1000, Bytes(6000, 7))]));
        var large = store.Readings.SetAside(int.MaxValue).Where(message => message.Payload.Length > 1).ToList();

        Assert.Equal(SetAsideMessage.MaxWhole + Extra + 1, large.Count);
        Assert.Equal(Bytes(6000, 7), large[0].Payload);
        Assert.All(large[1..SetAsideMessage.MaxWhole], message => IsOf(5000, message));
        Assert.All(large[SetAsideMessage.MaxWhole..], message => IsOf(SetAsideMessage.MaxHead, message));

        static void IsOf(int bytes, SetAsideMessage message) =>
            Assert.Equal(Bytes(bytes, (int)message.ReceivedAt), message.Payload);

        static byte[] Bytes(int count, int value) => [.. Enumerable.Repeat((byte)value, count)];
    }

    [Fact]
    public void SetAside_LargePayload_IsCut()
    {
        store.Readings.Append(new ReadingGroup([], [Message(1, new byte[SetAsideMessage.MaxPayload + 1])]));
        var kept = Assert.Single(store.Readings.SetAside(10));
        Assert.Equal(SetAsideMessage.MaxPayload, kept.Payload.Length);
        Assert.Equal("malformed", kept.Reason);
    }

    [Fact]
    public void SetAside_TextThatIsNoText_HoldsNothingUp()
    {
        var odd = Message(1, [0]) with { Topic = "devices/\0\uD800/telemetry", Detail = new string('x', 1023) + "🌿" };
        store.Readings.Append(new ReadingGroup([StreamsByNumber.Of(Fern, TestReadings.Minutes(1))], [odd]));
        Assert.Equal(TestReadings.Minutes(1), ReadAll(Fern));
        Assert.Equal(odd.Reason, Assert.Single(store.Readings.SetAside(10)).Reason);
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    private static SetAsideMessage Message(int at, byte[] payload) =>
        new(Fern, at, "devices/fern/telemetry", "malformed", "position 0", payload);

    private List<Reading> ReadAll(int device) => store.Readings.Read(device, 0, long.MaxValue, int.MaxValue);
}
