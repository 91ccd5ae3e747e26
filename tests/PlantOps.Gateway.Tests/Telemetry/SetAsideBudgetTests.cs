using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Contracts;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Notifications;

namespace PlantOps.Gateway.Tests.Telemetry;

public sealed class SetAsideBudgetTests : IDisposable
{
    private static readonly Device Fern = new(1, "fern", "Fern", "hw-1", [], 60, 0);
    private static readonly Device Basil = new(2, "basil", "Basil", "hw-2", [], 60, 0);

    private readonly FakeTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ILoggerFactory _loggers;
    private readonly SetAsideBudget _budget;
    private readonly MeterListener _meters = new();
    private long _dropped;

    public SetAsideBudgetTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        var factory = _services.GetRequiredService<IMeterFactory>();
        _budget = new SetAsideBudget(new TelemetryMetrics(factory), _time, _loggers.CreateLogger<SetAsideBudget>());
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope != factory || instrument.Name != "plantops.messages.dropped") return;
            listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, count, _, _) => _dropped += count);
        _meters.Start();
    }

    [Fact]
    public void TrySpend_ManyMessagesOfADevice_KeepsAFewAMinute()
    {
        Assert.Equal(SetAsideBudget.MaxMessages, Spend(Fern, 1000, 20));
        Assert.Equal(1000 - SetAsideBudget.MaxMessages, _dropped);
        Assert.Equal(5, Spend(Basil, 5, 20));

        _time.Advance(SetAsideBudget.Period);
        Assert.Equal(SetAsideBudget.MaxMessages, Spend(Fern, 100, 20));
    }

    [Fact]
    public void TrySpend_LargeMessages_KeepsNoMoreThanSoManyBytes()
    {
        Assert.Equal(SetAsideBudget.MaxBytes / 100_000, Spend(Fern, 1000, 100_000));
    }

    [Fact]
    public void TrySpend_Dropped_IsToldOnceAMinuteAndDevice()
    {
        Spend(Fern, 100, 20);
        Spend(Basil, 3, 20);
        Assert.Empty(_log.Text);

        _time.Advance(SetAsideBudget.Period);
        Assert.Equal("40 unreadable messages of device fern not kept: too many within a minute", _log.Text);

        _time.Advance(SetAsideBudget.Period * 10);
        Spend(Fern, 60, 20);
        _time.Advance(SetAsideBudget.Period * 10);
        Assert.DoesNotContain('\n', _log.Text);
    }

    public void Dispose()
    {
        _meters.Dispose();
        _budget.Dispose();
        _loggers.Dispose();
        _log.Dispose();
        _services.Dispose();
    }

    private int Spend(Device device, int messages, int bytes) =>
        Enumerable.Range(0, messages).Count(_ => _budget.TrySpend(device.Number, device.Id, ErrorCodes.Unreadable, bytes));
}
