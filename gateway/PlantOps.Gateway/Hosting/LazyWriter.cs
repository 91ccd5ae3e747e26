namespace PlantOps.Gateway.Hosting;

/// <summary>
/// Writes what is nice to know and changes all the time: every five minutes and at the end. What is lost in a power
/// cut is five minutes of it; what is saved is the SD card.
/// </summary>
internal abstract class LazyWriter(Supervisor supervisor, ILogger logger) : PeriodicService(Interval, supervisor, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected abstract void Write();

    protected override Task Run(CancellationToken stopping)
    {
        Write();
        return Task.CompletedTask;
    }

    protected override Task Finish(CancellationToken deadline) => Run(deadline);
}
