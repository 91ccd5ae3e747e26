using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class IngestWriterTests : IAsyncLifetime
{
    private readonly GatedStore _store = new();
    private readonly TestIngest _ingest;

    public IngestWriterTests()
    {
        _ingest = new TestIngest(_store);
        _store.Problem = _ingest.State.Problem;
    }

    public async ValueTask InitializeAsync() => await _ingest.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _store.Open();
        await _ingest.DisposeAsync();
    }

    [Fact]
    public async Task Run_WhileACommitIsUnderWay_GathersTheRestIntoOneGroup()
    {
        var first = await OfferAsync();
        await _store.Entered.WaitAsync(TestContext.Current.CancellationToken);
        var others = new List<TestReceipt>();
        for (var i = 0; i < 100; i++) others.Add(await OfferAsync());

        Assert.False(first.IsStored);
        _store.Open();
        await Task.WhenAll(others.Select(r => r.Sent));

        Assert.Equal([1, 100], _store.Groups);
        Assert.True(first.IsStored);
    }

    [Fact]
    public async Task Run_MoreWaitsThanATransactionMayHold_StoresItInSeveral()
    {
        await OfferAsync();
        await _store.Entered.WaitAsync(TestContext.Current.CancellationToken);
        var many = new Reading[IngestQueue.MaxGroupReadings / 2];
        var others = new List<TestReceipt>();
        for (var i = 0; i < 5; i++) others.Add(await _ingest.OfferAsync(StreamsByNumber.Of(1, many)));

        _store.Open();
        await Task.WhenAll(others.Select(r => r.Sent));

        Assert.Equal([1, 2, 2, 1], _store.Groups);
    }

    [Fact]
    public async Task Run_StoreFails_AcknowledgesNothingUntilItWorksAgain()
    {
        _store.Open();
        _store.Failures = 2;
        var receipt = await OfferAsync();

        await receipt.Sent;

        Assert.Equal(3, _store.Attempts);
        Assert.Equal([1], _store.Groups);
        Assert.Null(_ingest.State.Problem());
    }

    [Fact]
    public async Task Run_SomebodyWhoFollowsFails_GoesOnAndTellsTheOthers()
    {
        var told = 0;
        _ingest.State.Committed += _ => throw new InvalidOperationException("A follower with a bug.");
        _ingest.State.Committed += _ => told++;
        _store.Open();

        await (await OfferAsync()).Sent;
        await (await OfferAsync()).Sent;
        await _ingest.Writer.StopAsync(CancellationToken.None);

        Assert.Equal(2, told);
    }

    [Fact]
    public async Task Run_AReceiptFails_SaysWhyAndGoesOn()
    {
        _store.Open();
        var receipt = new FailingReceipt();
        await _ingest.Queue.OfferAsync(new InboundMessage(receipt, One(), null), CancellationToken.None);

        await receipt.Sent.Task;
        await (await OfferAsync()).Sent;

        Assert.Contains("A receipt with a bug", _store.Problems[1], StringComparison.Ordinal);
        Assert.Null(_store.Problems[2]);
    }

    [Fact]
    public async Task StopAsync_MessagesWaiting_StoresThemFirst()
    {
        var first = await OfferAsync();
        await _store.Entered.WaitAsync(TestContext.Current.CancellationToken);
        var second = await OfferAsync();

        var stopping = _ingest.Writer.StopAsync(CancellationToken.None);
        _store.Open();
        await stopping;

        Assert.True(first.IsStored);
        Assert.True(second.IsStored);
        Assert.False(await _ingest.Queue.OfferAsync(new InboundMessage(new TestReceipt(), One(), null), CancellationToken.None));
    }

    [Fact]
    public async Task StopAsync_TimeIsUp_WaitsForTheCommitUnderWayAndBeginsNoOther()
    {
        var first = await OfferAsync();
        await _store.Entered.WaitAsync(TestContext.Current.CancellationToken);
        var second = await OfferAsync();

        var stopping = _ingest.Writer.StopAsync(new CancellationToken(canceled: true));
        Assert.False(stopping.IsCompleted);
        _store.Open();
        await stopping;

        Assert.True(first.IsStored);
        Assert.False(second.IsStored);
        Assert.Equal(1, _store.Attempts);
    }

    private Task<TestReceipt> OfferAsync() => _ingest.OfferAsync(One());

    private static DeviceReadings One() =>
        StreamsByNumber.Of(1, [new Reading(1, 1, 1, MetricValues.None, default, TimeOrigin.Device)]);

    /// <summary>Fails the first time.</summary>
    private sealed class FailingReceipt : IReceipt
    {
        private int _calls;

        public TaskCompletionSource Sent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Stored()
        {
            if (_calls++ == 0) throw new InvalidOperationException("A receipt with a bug.");
        }

        public void GroupStored() => Sent.TrySetResult();
    }

    /// <summary>A disk that syncs when it is told to, and fails as often as it is told to.</summary>
    private sealed class GatedStore : IReadingStore
    {
        private readonly ManualResetEventSlim _gate = new();

        public SemaphoreSlim Entered { get; } = new(0);

        public List<int> Groups { get; } = [];

        public int Failures { get; set; }

        public int Attempts { get; private set; }

        public Func<string?>? Problem { get; set; }

        /// <summary>What health said at each attempt.</summary>
        public List<string?> Problems { get; } = [];

        public void Open() => _gate.Set();

        public AppendResult Append(ReadingGroup group)
        {
            Attempts++;
            Problems.Add(Problem?.Invoke());
            Entered.Release();
            _gate.Wait();
            if (Failures-- > 0) throw new StoreUnavailableException("The disk is full.");
            Groups.Add(group.Readings.Count);
            return new AppendResult(group.Readings.Count, 0);
        }

        public void Read(StreamId stream, long from, long to, int limit, List<Reading> into)
        {
        }

        public Reading? Latest(StreamId stream) => null;

        public IReadOnlyList<long> Days(StreamId stream) => throw new NotSupportedException();

        public IReadOnlyList<SetAsideMessage> SetAside(int limit) => [];
    }
}
