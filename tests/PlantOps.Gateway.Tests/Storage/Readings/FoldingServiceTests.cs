using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.LiteDb.Readings;

namespace PlantOps.Gateway.Tests.Storage.Readings;

public sealed class FoldingServiceTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly LiteDbFile _file;
    private readonly LiteDbReadingStore _store;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public FoldingServiceTests()
    {
        _file = _directory.OpenFile();
        _store = TemporaryDirectory.Store(_file);
    }

    [Fact]
    public async Task StopAsync_ReadingsWait_FoldsThem()
    {
        using var service = Service();
        await service.StartAsync(TestContext.Current.CancellationToken);
        _store.Append(TestReadings.Group(1, TestReadings.Minutes(10)));

        await service.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 0), (_store.Folder.Pending, _store.Folder.UnfoldedReadings));
        Assert.Equal(TestReadings.Minutes(10), _store.Read(1, 0, long.MaxValue, 100));
    }

    [Fact]
    public async Task StopAsync_NoTimeLeft_LeavesThemForTheNextStart()
    {
        using var service = Service();
        await service.StartAsync(TestContext.Current.CancellationToken);
        _store.Append(TestReadings.Group(1, TestReadings.Minutes(10)));

        await service.StopAsync(new CancellationToken(canceled: true));

        Assert.Equal(10, _store.Folder.UnfoldedReadings);
        Assert.Equal(TestReadings.Minutes(10), _store.Read(1, 0, long.MaxValue, 100));
    }

    public void Dispose()
    {
        _file.Dispose();
        _directory.Dispose();
        _services.Dispose();
    }

    private FoldingService Service() => new(
        _store.Folder, _file, new StorageMetrics(_services.GetRequiredService<IMeterFactory>()),
        new Supervisor(new FakeTimeProvider()), NullLogger<FoldingService>.Instance);
}
