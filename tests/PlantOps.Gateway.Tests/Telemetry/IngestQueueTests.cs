using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class IngestQueueTests
{
    private readonly IngestQueue _queue = new(TimeProvider.System, TimeSpan.Zero);

    [Fact]
    public async Task OfferAsync_QueueFull_WaitsUntilTheWriterTook()
    {
        Assert.True(await _queue.OfferAsync(Full(), TestContext.Current.CancellationToken));
        var second = _queue.OfferAsync(Message(1), TestContext.Current.CancellationToken).AsTask();
        Assert.False(second.IsCompleted);

        Assert.Single(_queue.TakeGroup());

        Assert.True(await second);
        Assert.Single(_queue.TakeGroup());
    }

    [Fact]
    public async Task OfferAsync_WaitingWhenTheGatewayStops_IsToldNo()
    {
        await _queue.OfferAsync(Full(), TestContext.Current.CancellationToken);
        var second = _queue.OfferAsync(Message(1), TestContext.Current.CancellationToken).AsTask();

        _queue.Complete();

        Assert.False(await second);
        Assert.Single(_queue.TakeGroup());
        Assert.Empty(_queue.TakeGroup());
    }

    [Fact]
    public async Task TakeGroup_SeveralWaiting_GivesThemInOrder()
    {
        var messages = Enumerable.Range(1, 5).Select(Message).ToList();
        foreach (var message in messages) await _queue.OfferAsync(message, TestContext.Current.CancellationToken);

        Assert.Equal(messages, _queue.TakeGroup());
    }

    [Fact]
    public async Task TakeGroup_MoreThanATransactionMayHold_LeavesTheRest()
    {
        const int Third = IngestQueue.MaxGroupReadings / 3;
        const int Large = IngestQueue.MaxGroupReadings * 2;
        foreach (var readings in (int[])[Third, Third, Third, Third, Large]) await OfferAsync(Message(readings));

        Assert.Equal(3, _queue.TakeGroup().Count);
        Assert.Single(_queue.TakeGroup());
        Assert.Equal(Large, Assert.Single(_queue.TakeGroup()).ReadingCount);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(19)]
    [InlineData(SetAsideMessage.MaxHead)]
    public void OfferAsync_MessagesSetAside_CountsWhatTheyTakeOfMemory(int payload)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var waits = false;
        var offered = 0;
        for (; !waits; offered++)
        {
            var message = new SetAsideMessage(1, 0, new string('t', 100), "unreadable", new string('d', 50), new byte[payload]);
            waits = !_queue.OfferAsync(new InboundMessage(new Nobody(), null, message), CancellationToken.None)
                .AsTask().IsCompleted;
        }

        // Beside the messages themselves: the queue's array, which doubles, and what the last one waits with.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, IngestQueue.Capacity + (64L * offered));
    }

    [Fact]
    public async Task Return_OfSomeDevices_StandsBehindTheOthersAndBeforeTheirOwn()
    {
        foreach (var device in (string[])["a", "b", "c"]) await OfferAsync(Message(1, device));
        var taken = _queue.TakeGroup();
        var later = (string[])["a", "c", "b"];
        var waiting = later.Select(device => Message(1, device)).ToList();
        foreach (var message in waiting) await OfferAsync(message);

        _queue.Return([taken[0], taken[1]]);

        Assert.Equal([waiting[1], taken[0], taken[1], waiting[0], waiting[2]], _queue.TakeGroup());
    }

    private async Task OfferAsync(InboundMessage message) =>
        Assert.True(await _queue.OfferAsync(message, TestContext.Current.CancellationToken));

    private static InboundMessage Full() => Message(IngestQueue.Capacity / 8);

    private static InboundMessage Message(int readings, string device) =>
        new(new Nobody(), StreamsByNumber.Of(1, new Reading[readings]), null) { DeviceId = device };

    private static InboundMessage Message(int readings) =>
        new(new Nobody(), StreamsByNumber.Of(1, new Reading[readings]), null);

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
