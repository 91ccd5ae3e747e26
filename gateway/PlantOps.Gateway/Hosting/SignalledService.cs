namespace PlantOps.Gateway.Hosting;

/// <summary>Does something whenever there may be something to do, and again and again in case nobody said so.</summary>
internal abstract class SignalledService(WorkSignal signal, TimeSpan interval, Supervisor supervisor, ILogger logger)
    : SupervisedService(supervisor, logger)
{
    protected WorkSignal Signal => signal;

    /// <summary>Does what there is to do.</summary>
    protected abstract Task Run(CancellationToken stopping);

    protected sealed override async Task Work(CancellationToken stopping)
    {
        await using var timer = Time.CreateTimer(_ => signal.Wake(), null, TimeSpan.Zero, interval);
        while (await signal.Wait(stopping)) await Guard(Title, Run);
    }
}
