using PlantOps.Gateway.Hosting.Health;

namespace PlantOps.Gateway.Hosting;

/// <summary>
/// Work in the background that nothing ends but a stop. What goes wrong is logged, shown by <c>/api/health</c> until it
/// works again, and keeps no other service from going on. All services are told to stop at once, before any is waited for;
/// each then has its stop budget to finish what it has begun.
/// </summary>
internal abstract class SupervisedService : IHostedLifecycleService, IHealthSource, IDisposable
{
    private static readonly TimeSpan RestartAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly Supervisor _supervisor;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stop;
    private Task? _work;
    private bool _hasBegun;

    protected SupervisedService(Supervisor supervisor, ILogger logger)
    {
        _supervisor = supervisor;
        _stop = _stopping.Token;
        Logger = logger;
        Faults = new Faults(supervisor.Time, logger);
    }

    /// <inheritdoc/>
    public abstract string Component { get; }

    /// <inheritdoc/>
    public virtual bool NeededForReady => false;

    /// <summary>What it does, as the beginning of a sentence: “Rollup and retention”.</summary>
    protected abstract string Title { get; }

    /// <summary>How long a stop waits for it.</summary>
    protected virtual TimeSpan StopBudget => TimeSpan.FromSeconds(5);

    protected TimeProvider Time => _supervisor.Time;

    protected ILogger Logger { get; }

    protected Faults Faults { get; }

    /// <inheritdoc/>
    public virtual string? Problem() => Faults.Problem;

    /// <inheritdoc/>
    public virtual string? Detail() => null;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _hasBegun = await Guard(Title, Begin);
        _work = Task.Run(WorkUntilStopped, CancellationToken.None);
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    /// <exception cref="TimeoutException">It has not ended within its stop budget.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        if (_work is null) return;

        // By the machine's clock, whatever clock the gateway goes by: a stop must end.
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StopBudget);

        // Whoever is told then that time is up still has a moment to end.
        using var limit = new CancellationTokenSource();
        await using var up = deadline.Token.UnsafeRegister(
            static limit => ((CancellationTokenSource)limit!).CancelAfter(Grace), limit);
        try
        {
            await _work.WaitAsync(limit.Token);
            var finish = Task.Run(() => Guard($"{Title} at the stop", _ => Finish(deadline.Token)), CancellationToken.None);
            await finish.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{Title} did not end within {StopBudget.TotalSeconds:0} seconds.");
        }
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual void Dispose()
    {
        _stopping.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Comes before the work, while the gateway starts; where it fails, again until it succeeds.</summary>
    protected virtual Task Begin(CancellationToken stopping) => Task.CompletedTask;

    /// <summary>The work, until it is told to stop; a service that only hears of events has none.</summary>
    protected virtual Task Work(CancellationToken stopping) => Task.CompletedTask;

    /// <summary>Comes after the work, when the gateway stops.</summary>
    /// <param name="deadline">Is cancelled when the stop budget is used up.</param>
    protected virtual Task Finish(CancellationToken deadline) => Task.CompletedTask;

    /// <summary>Does a part of the work; if it fails, it is a fault of that part until it succeeds.</summary>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> Guard(string part, Func<CancellationToken, Task> work)
    {
        try
        {
            _supervisor.Enter(Component);
            await work(_stop);
            Faults.Clear(part);
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            Faults.Note(part, exception);
            return false;
        }
    }

    /// <summary>
    /// The same for what does not wait, such as what an event calls: whoever raises it has no part in the fault.
    /// </summary>
    protected bool Guard(string part, Action work)
    {
        try
        {
            _supervisor.Enter(Component);
            work();
            Faults.Clear(part);
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            Faults.Note(part, exception);
            return false;
        }
    }

    private async Task WorkUntilStopped()
    {
        while (!_stop.IsCancellationRequested)
        {
            _hasBegun = _hasBegun || await Guard(Title, Begin);

            // What its parts do not handle themselves begins anew.
            if (_hasBegun && await Guard(Title, Work)) return;
            await Task.Delay(RestartAfter, Time, _stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
