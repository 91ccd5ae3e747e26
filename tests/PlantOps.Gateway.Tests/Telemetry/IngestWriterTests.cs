using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class IngestWriterTests : IAsyncLifetime
{
    private readonly IngestQueue _queue = new();
    private readonly IngestState _state = new();
    private readonly GatedStore _store = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private IngestWriter? _writer;

    public async ValueTask InitializeAsync()
    {
        var metrics = new TelemetryMetrics(_services.GetRequiredService<IMeterFactory>());
        _writer = new IngestWriter(_queue, _store, _state, metrics, NullLogger<IngestWriter>.Instance);
        await _writer.StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _store.Open();
        await _writer!.StopAsync(CancellationToken.None);
        _writer.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Run_WhileACommitIsUnderWay_GathersTheRestIntoOneGroup()
    {
        var first = await OfferAsync();
        await _store.Entered.WaitAsync(TestContext.Current.CancellationToken);
        var others = new List<Receipt>();
        for (var i = 0; i < 100; i++) others.Add(await OfferAsync());

        Assert.False(first.IsStored);
        _store.Open();
        await Task.WhenAll(others.Select(r => r.Sent));

        Assert.Equal([1, 100], _store.Groups);
        Assert.True(first.IsStored);
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
        Assert.Null(_state.Problem());
    }

    [Fact]
    public async Task StopAsync_MessagesWaiting_StoresThemFirst()
    {
        var first = await OfferAsync();
        await _store.Entered.WaitAsync(TestContext.Current.CancellationToken);
        var second = await OfferAsync();

        var stopping = _writer!.StopAsync(CancellationToken.None);
        _store.Open();
        await stopping;

        Assert.True(first.IsStored);
        Assert.True(second.IsStored);
        Assert.False(await _queue.OfferAsync(new InboundMessage(new Receipt(), One(), null), CancellationToken.None));
    }

    private async Task<Receipt> OfferAsync()
    {
        var receipt = new Receipt();
        Assert.True(await _queue.OfferAsync(new InboundMessage(receipt, One(), null), CancellationToken.None));
        return receipt;
    }

    private static DeviceReadings One() => new(1, [new Reading(1, 1, 1, MetricValues.None, default, TimeOrigin.Device)]);

    private sealed class Receipt : IReceipt
    {
        private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsStored { get; private set; }

        public Task Sent => _sent.Task;

        public void Stored() => IsStored = true;

        public void GroupStored() => _sent.TrySetResult();
    }

    /// <summary>A disk that syncs when it is told to, and fails as often as it is told to.</summary>
    private sealed class GatedStore : IReadingStore
    {
        private readonly ManualResetEventSlim _gate = new();

        public SemaphoreSlim Entered { get; } = new(0);

        public List<int> Groups { get; } = [];

        public int Failures { get; set; }

        public int Attempts { get; private set; }

        public void Open() => _gate.Set();

        public AppendResult Append(ReadingGroup group)
        {
            Attempts++;
            Entered.Release();
            _gate.Wait();
            if (Failures-- > 0) throw new StoreUnavailableException("The disk is full.");
            Groups.Add(group.Readings.Count);
            return new AppendResult(group.Readings.Count, 0);
        }

        public void Read(int device, long from, long to, int limit, List<Reading> into)
        {
        }

        public Reading? Latest(int device) => null;

        public IReadOnlyList<long> Days(int device) => throw new NotSupportedException();

        public IReadOnlyList<SetAsideMessage> SetAside(int limit) => [];
    }
}
