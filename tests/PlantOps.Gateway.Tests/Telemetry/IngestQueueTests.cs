using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class IngestQueueTests
{
    private readonly IngestQueue _queue = new();

    [Fact]
    public async Task OfferAsync_QueueFull_WaitsUntilTheWriterTook()
    {
        Assert.True(await _queue.OfferAsync(Message(IngestQueue.Capacity), TestContext.Current.CancellationToken));
        var second = _queue.OfferAsync(Message(1), TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);

        Assert.Single(_queue.TakeAll());

        Assert.True(await second);
        Assert.Single(_queue.TakeAll());
    }

    [Fact]
    public async Task OfferAsync_WaitingWhenTheGatewayStops_IsToldNo()
    {
        await _queue.OfferAsync(Message(IngestQueue.Capacity), TestContext.Current.CancellationToken);
        var second = _queue.OfferAsync(Message(1), TestContext.Current.CancellationToken).AsTask();

        _queue.Complete();

        Assert.False(await second);
        Assert.Single(_queue.TakeAll());
        Assert.Empty(_queue.TakeAll());
    }

    [Fact]
    public async Task TakeAll_SeveralWaiting_GivesThemInOrder()
    {
        var messages = Enumerable.Range(1, 5).Select(Message).ToList();
        foreach (var message in messages) await _queue.OfferAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(messages, _queue.TakeAll());
    }

    private static InboundMessage Message(int readings) =>
        new(new Nobody(), new DeviceReadings(1, new Reading[readings]), null);

    private sealed class Nobody : IReceipt
    {
        public void Stored()
        {
        }

        public void GroupStored()
        {
        }
    }
}
