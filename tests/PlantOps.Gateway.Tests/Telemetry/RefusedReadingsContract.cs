using System.Buffers;
using PlantOps.Contracts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Telemetry;

/// <summary>A store that refuses some readings for good, and its writer: every other reading is stored.</summary>
public abstract class RefusedReadingsContract(TestStore store) : IAsyncLifetime
{
    /// <summary>The temperature of a reading that is refused.</summary>
    protected const double Refused = 77.25;

    private const int Fern = 1;
    private const int Basil = 2;

    private TestIngest _ingest = null!;

    public enum Cause
    {
        /// <summary>The store says that it will never take it.</summary>
        Refusal,

        /// <summary>A bug in what writes it.</summary>
        Bug,
    }

    public static TheoryData<Cause> Causes => [Cause.Refusal, Cause.Bug];

    public ValueTask InitializeAsync()
    {
        _ = store.Readings;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _ingest.DisposeAsync();
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [MemberData(nameof(Causes))]
    public async Task Write_OneReadingIsRefused_SetsItAsideAndStoresAllOthers(Cause cause)
    {
        _ingest = new TestIngest(Refusing(store, cause));
        var good = TestReadings.Minutes(300);
        var batch = TestReadings.Minutes(50, boot: 2);
        batch[17] = TestReadings.At(batch[17].Time, 2, 17, Refused);
        var receipts = new List<TestReceipt>();
        foreach (var reading in good[..150]) receipts.Add(await _ingest.OfferAsync(StreamsByNumber.Of(Fern, [reading])));
        receipts.Add(await _ingest.OfferAsync(StreamsByNumber.Of(Basil, batch)));
        receipts.Add(await _ingest.OfferAsync(null, new SetAsideMessage(Fern, 1, "t", ErrorCodes.Unreadable, "d", [1])));
        foreach (var reading in good[150..]) receipts.Add(await _ingest.OfferAsync(StreamsByNumber.Of(Fern, [reading])));

        await StartAndWaitFor(receipts);

        Assert.Null(_ingest.State.Problem());
        Assert.Equal(good, Read(Fern));
        Assert.Equal(batch.Where((_, i) => i != 17), Read(Basil));
        var setAside = store.Readings.SetAside(10);
        Assert.Equal(2, setAside.Count);
        var refused = Assert.Single(setAside, message => message.Reason == ErrorCodes.Refused);
        Assert.Equal((Basil, "devices/device-2/telemetry"), (refused.Device, refused.Topic));
        var again = TelemetryParser.Parse(new ReadOnlySequence<byte>(refused.Payload), TestReadings.Start + TestReadings.Day);
        Assert.Equal(batch[17], Assert.Single(again.Readings));
    }

    [Fact]
    public async Task Write_ADeviceSendsNothingElse_StoresTheOthersReadings()
    {
        _ingest = new TestIngest(Refusing(store, Cause.Refusal));
        var receipts = new List<TestReceipt>();
        for (var i = 0; i < 40; i++)
        {
            var bad = TestReadings.At(TestReadings.Start, 1, i, Refused);
            receipts.Add(await _ingest.OfferAsync(StreamsByNumber.Of(Basil, [bad])));
            receipts.Add(await _ingest.OfferAsync(StreamsByNumber.Of(Fern, [TestReadings.At(TestReadings.Start, 1, i)])));
        }

        await StartAndWaitFor(receipts.Where((_, i) => i % 2 == 1));

        Assert.Equal(40, Read(Fern).Count);
        Assert.Empty(Read(Basil));
    }

    [Fact]
    public async Task Write_EverythingIsRefused_AcknowledgesNoMoreThanAFewUntilAReadingIsTakenAgain()
    {
        var refusing = Refusing(store, Cause.Refusal);
        _ingest = new TestIngest(refusing);
        var receipts = new List<TestReceipt>();
        for (var i = 0; i < 100; i++)
        {
            receipts.Add(await _ingest.OfferAsync(StreamsByNumber.Of(i, [TestReadings.At(TestReadings.Start, 1, i, Refused)])));
        }

        await _ingest.StartAsync();
        Assert.True(SpinWait.SpinUntil(() => _ingest.State.Problem() is not null, TimeSpan.FromMinutes(2)));
        Assert.InRange(receipts.Count(receipt => receipt.IsStored), 1, GroupWriter.MaxRefusedInARow);

        StopRefusing(store, refusing);
        await Task.WhenAll(receipts.Select(receipt => receipt.Sent)).WaitAsync(TestContext.Current.CancellationToken);
        Assert.Null(_ingest.State.Problem());
        Assert.Equal(100, store.Readings.SetAside(1000).Count + Enumerable.Range(0, 100).Sum(device => Read(device).Count));
    }

    /// <summary>The store, refusing.</summary>
    private protected abstract IReadingStore Refusing(TestStore store, Cause cause);

    /// <summary>It takes everything from now on.</summary>
    private protected abstract void StopRefusing(TestStore store, IReadingStore refusing);

    private async Task StartAndWaitFor(IEnumerable<TestReceipt> receipts)
    {
        await _ingest.StartAsync();
        await Task.WhenAll(receipts.Select(receipt => receipt.Sent)).WaitAsync(TestContext.Current.CancellationToken);
    }

    private List<Reading> Read(int device) => store.Readings.Read(device, 0, long.MaxValue, int.MaxValue);

    /// <summary>Refuses in the place of a store that takes everything, before it is asked.</summary>
    private protected sealed class RefusingStore(IReadingStore store, Cause cause) : IReadingStore
    {
        private volatile bool _takesAll;

        public void TakeAll() => _takesAll = true;

        public AppendResult Append(ReadingGroup group)
        {
            var refused = group.Readings.Any(device => device.Readings.Any(reading => reading.Values[0] == Refused));
            if (!refused || _takesAll) return store.Append(group);
            throw cause == Cause.Bug
                ? new InvalidOperationException("A codec's bug.")
                : new StoreUnavailableException("Refused.") { IsRefusal = true };
        }

        public void Read(StreamId stream, long from, long to, int limit, List<Reading> into) =>
            store.Read(stream, from, to, limit, into);

        public Reading? Latest(StreamId stream) => store.Latest(stream);

        public IReadOnlyList<long> Days(StreamId stream) => store.Days(stream);

        public IReadOnlyList<SetAsideMessage> SetAside(int limit) => store.SetAside(limit);
    }
}
