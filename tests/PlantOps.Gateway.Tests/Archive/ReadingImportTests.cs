using PlantOps.Gateway.Archive;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;

namespace PlantOps.Gateway.Tests.Archive;

public sealed class ReadingImportTests
{
    [Fact]
    public async Task StoreAsync_LiveReadingsWaiting_NeverHasMoreThanOneMessageInLine()
    {
        using var store = new LiteDbTestStore();
        var queue = new IngestQueue(TimeProvider.System, TimeSpan.Zero);
        var import = new ReadingImport(store.Readings, queue);

        var storing = import.StoreAsync([One(1), One(2)], TestContext.Current.CancellationToken);
        var first = Assert.Single(queue.TakeGroup());
        Assert.False(storing.IsCompleted);
        Store(store, first);
        var second = Assert.Single(queue.TakeGroup());
        Assert.False(storing.IsCompleted);
        Store(store, second);

        Assert.Equal((2, 0, 0), Counts(await storing));
    }

    [Fact]
    public async Task StoreAsync_GatewayStopping_SaysSo()
    {
        using var store = new LiteDbTestStore();
        var queue = new IngestQueue(TimeProvider.System, TimeSpan.Zero);
        queue.Complete();

        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => new ReadingImport(store.Readings, queue).StoreAsync([One(1)], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task StoreAsync_AllOfItThere_OffersNothing()
    {
        using var store = new LiteDbTestStore();
        var withoutIdentity = TestReadings.At(TestReadings.Start, Reading.NoIdentity, Reading.NoIdentity);
        store.Readings.Append(TestReadings.Group(1, withoutIdentity));
        store.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(10)));

        // Without an ingest writer it would wait for ever if it offered something.
        var result = await new ReadingImport(store.Readings, new IngestQueue(TimeProvider.System, TimeSpan.Zero)).StoreAsync(
            [StreamsByNumber.Of(1, [withoutIdentity, .. TestReadings.Minutes(10), withoutIdentity])],
            TestContext.Current.CancellationToken);

        Assert.Equal((0, 12, 0), Counts(result));
    }

    private static (long New, long Existing, long Clashing) Counts(ImportResult result) =>
        (result.New, result.Existing, result.Clashing);

    private static DeviceReadings One(int device) => StreamsByNumber.Of(device, [TestReadings.At(TestReadings.Start)]);

    private static void Store(LiteDbTestStore store, InboundMessage message)
    {
        store.Readings.Append(new ReadingGroup([message.Readings!], []));
        message.Receipt.Stored();
        message.Receipt.GroupStored();
    }
}
