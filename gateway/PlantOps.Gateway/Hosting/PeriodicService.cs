namespace PlantOps.Gateway.Hosting;

/// <summary>Does something again and again.</summary>
internal abstract class PeriodicService(TimeSpan interval, Supervisor supervisor, ILogger logger)
    : SupervisedService(supervisor, logger)
{
    /// <summary>How long after the start it is done first.</summary>
    protected virtual TimeSpan FirstAfter => interval;

    /// <summary>Does it once.</summary>
    protected abstract Task Run(CancellationToken stopping);

    protected sealed override async Task Work(CancellationToken stopping)
    {
        if (FirstAfter == TimeSpan.Zero) await Guard(Title, Run);
        using var timer = new PeriodicTimer(FirstAfter == TimeSpan.Zero ? interval : FirstAfter, Time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            timer.Period = interval;
            await Guard(Title, Run);
        }
    }
}
