using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Tests.Notifications;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>What every background service gets from its base.</summary>
public sealed class SupervisedServiceTests : IDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly LogRecorder _log = new();
    private readonly Watering _service;

    public SupervisedServiceTests() => _service = new Watering(_time, _log.CreateLogger("test"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _service.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Run_Fails_IsLoggedOnceShownAndTriedAgainUntilItWorks()
    {
        await _service.StartAsync(Token);
        await Passes(3);
        Assert.Null(_service.Problem());

        _service.Failure = new InvalidOperationException("no water\r\nat all");
        await Passes(4);
        Assert.Equal("Watering failed: InvalidOperationException: no water  at all", _service.Problem());
        Assert.Equal(1, Count("Watering failed and will be tried again"));

        _service.Failure = null;
        await Passes(2);
        Assert.Null(_service.Problem());
        Assert.Equal(1, Count("Watering works again"));
        await _service.StopAsync(Token);
    }

    [Fact]
    public async Task Run_StoreIsAway_IsSaidWithoutAStack()
    {
        _service.Failure = new StoreUnavailableException("The disk is full.");
        await _service.StartAsync(Token);
        await Passes(3);

        Assert.Equal("Watering failed: The disk is full.", _service.Problem());
        Assert.Contains("Watering postponed: The disk is full.", _log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _log.Text, StringComparison.Ordinal);
        await _service.StopAsync(Token);
    }

    [Fact]
    public async Task Run_AnotherReasonEachTime_DoesNotFloodTheLog()
    {
        await _service.StartAsync(Token);
        for (var i = 0; i < 10; i++)
        {
            _service.Failure = new InvalidOperationException($"attempt {i}");
            await Passes(2);
        }

        Assert.Equal(1, Count("will be tried again"));
        Assert.Contains("attempt 9", _service.Problem(), StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromMinutes(1));
        await Passes(2);
        Assert.Equal(2, Count("will be tried again"));
        await _service.StopAsync(Token);
    }

    [Fact]
    public async Task Start_BeginningFails_StartsAndBeginsLater()
    {
        _service.BeginFailure = new InvalidOperationException("no can");
        await _service.StartAsync(Token);
        Assert.Equal("Watering failed: InvalidOperationException: no can", _service.Problem());

        _service.BeginFailure = null;
        await Eventually.IsAsync(() => _service.Problem() is null, () => _time.Advance(TimeSpan.FromSeconds(1)));

        await Passes(2);
        await _service.StopAsync(Token);
    }

    [Fact]
    public async Task Stop_WorkDoesNotEnd_SaysWhichWithinItsBudget()
    {
        _service.Block = new TaskCompletionSource();
        await _service.StartAsync(Token);
        await Passes(1);

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => _service.StopAsync(Token));

        Assert.StartsWith("Watering did not end within", exception.Message, StringComparison.Ordinal);
        _service.Block.SetResult();
    }

    [Fact]
    public async Task Stop_EndFails_IsLoggedAndTheStopGoesOn()
    {
        _service.FinishFailure = new InvalidOperationException("leak");
        await _service.StartAsync(Token);

        await _service.StopAsync(Token);

        Assert.Equal(1, Count("Watering at the stop failed"));
    }

    private int Count(string text) => _log.Text.Split(text).Length - 1;

    /// <summary>Lets as much time pass as so many passes need.</summary>
    private async Task Passes(int count)
    {
        for (var i = 0; i < count; i++)
        {
            // Not in one go: the timer may not be there yet.
            do _time.Advance(Watering.Interval);
            while (!await _service.Passed.WaitAsync(Glance, Token));
        }
    }

    private sealed class Watering(TimeProvider time, ILogger logger) : PeriodicService(Interval, new Supervisor(time), logger)
    {
        public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

        public override string Component => "watering";

        public SemaphoreSlim Passed { get; } = new(0);

        public Exception? Failure { get; set; }

        public Exception? BeginFailure { get; set; }

        public Exception? FinishFailure { get; set; }

        public TaskCompletionSource? Block { get; set; }

        protected override string Title => "Watering";

        protected override TimeSpan StopBudget => TimeSpan.FromMilliseconds(200);

        protected override Task Begin(CancellationToken stopping) =>
            BeginFailure is null ? Task.CompletedTask : throw BeginFailure;

        protected override Task Run(CancellationToken stopping)
        {
            Passed.Release();
            return Failure is not null ? throw Failure : Block?.Task ?? Task.CompletedTask;
        }

        protected override Task Finish(CancellationToken deadline) =>
            FinishFailure is null ? Task.CompletedTask : throw FinishFailure;

        public override void Dispose()
        {
            base.Dispose();
            Passed.Dispose();
        }
    }
}
