using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Tests.Telemetry;

/// <summary>The queue and its writer before a store.</summary>
internal sealed class TestIngest : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly GroupWriter _groups;

    public TestIngest(IReadingStore store)
    {
        var metrics = new TelemetryMetrics(_services.GetRequiredService<IMeterFactory>());
        _groups = new GroupWriter(Queue, store, State, metrics, TimeProvider.System, NullLogger<GroupWriter>.Instance);
        Writer = new IngestWriter(Queue, _groups, State, NullLogger<IngestWriter>.Instance);
    }

    public IngestQueue Queue { get; } = new(TimeProvider.System, TimeSpan.Zero);

    public IngestStatus State { get; } = new(NullLogger<IngestStatus>.Instance);

    public IngestWriter Writer { get; }

    /// <summary>Begins to store; what was offered before is the first group.</summary>
    public Task StartAsync() => Writer.StartAsync(CancellationToken.None);

    public async Task<TestReceipt> OfferAsync(DeviceReadings? readings, SetAsideMessage? setAside = null)
    {
        var receipt = new TestReceipt();
        var device = readings is null ? null : $"device-{readings.Stream}";
        var message = new InboundMessage(receipt, readings, setAside) { DeviceId = device };
        Assert.True(await Queue.OfferAsync(message, CancellationToken.None));
        return receipt;
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        _groups.Dispose();
        await _services.DisposeAsync();
    }
}
