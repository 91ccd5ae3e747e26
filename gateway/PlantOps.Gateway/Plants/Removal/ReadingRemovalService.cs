using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Plants.Removal;

/// <summary>Has readings of removed plants removed: at once, after a start what was broken off, and again what failed.</summary>
internal sealed class ReadingRemovalService(
    ReadingRemover remover, ReadingRemovals removals, Supervisor supervisor, ILogger<ReadingRemovalService> logger)
    : SignalledService(removals.Signal, Interval, supervisor, logger)
{
    /// <summary>Also for what another gateway on the same database began before it was stopped.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public override string Component => "reading_removal";

    protected override string Title => "Removal of readings";

    // What was not removed at a stop is removed after the next start.
    protected override Task Run(CancellationToken stopping) => remover.Run(Faults, stopping);
}
