using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

/// <summary>Lone readings that wait for each other.</summary>
public sealed class GatheredReadingsTests : IDisposable
{
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly IngestQueue _queue;

    public GatheredReadingsTests() => _queue = new IngestQueue(_time, Gather);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TakeGroup_LoneReadings_AreOneGroupOnceTheFirstHasWaited()
    {
        await OfferAsync(1, "a");
        var taking = Task.Run(_queue.TakeGroup, Token);
        _time.Advance(Gather / 2);
        await OfferAsync(1, "b");
        _time.Advance((Gather / 2) - TimeSpan.FromMilliseconds(1));
        Assert.False(taking.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, (await taking.WaitAsync(Token)).Count);
    }

    [Fact]
    public async Task TakeGroup_ANextOneComesLater_WaitsItsOwnTime()
    {
        await OfferAsync(1, "a");
        _time.Advance(Gather);
        Assert.Single(_queue.TakeGroup());
        await OfferAsync(1, "a");
        var taking = Task.Run(_queue.TakeGroup, Token);
        _time.Advance(Gather - TimeSpan.FromMilliseconds(1));
        Assert.False(taking.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single(await taking.WaitAsync(Token));
    }

    [Theory]
    [InlineData(8, "fern", false)]
    [InlineData(1, null, false)]
    [InlineData(1, "fern", true)]
    public async Task TakeGroup_SomethingUrgent_TakesWhatWaitsAtOnce(int readings, string? device, bool isAsked)
    {
        await OfferAsync(1, "a");

        await OfferAsync(readings, device, isAsked ? new StoredReceipt() : new TestReceipt());

        Assert.Equal(2, _queue.TakeGroup().Count);
    }

    [Fact]
    public async Task TakeGroup_TheGatewayStops_TakesWhatWaitsAtOnce()
    {
        await OfferAsync(1, "a");

        _queue.Complete();

        Assert.Single(_queue.TakeGroup());
        Assert.Empty(_queue.TakeGroup());
    }

    [Fact]
    public async Task Return_MessagesThatHaveWaited_AreTakenAtOnce()
    {
        await OfferAsync(1, "a");
        _time.Advance(Gather);

        _queue.Return(_queue.TakeGroup());

        Assert.Single(_queue.TakeGroup());
    }

    public void Dispose() => _queue.Dispose();

    private async Task OfferAsync(int readings, string? device, IReceipt? receipt = null)
    {
        var message = new InboundMessage(receipt ?? new TestReceipt(), StreamsByNumber.Of(1, new Reading[readings]),
            null) { DeviceId = device };
        Assert.True(await _queue.OfferAsync(message, Token));
    }
}
