using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage;

/// <summary>Makes the rollups of every day anew whose readings are still there.</summary>
internal sealed class RollupRebuild(IRollupStore rollups, HistoryPause pause, TimeProvider time)
{
    public RebuiltRollups Run(CancellationToken cancellationToken)
    {
        pause.Enter(cancellationToken);
        try
        {
            var marked = rollups.MarkAll();
            var rolled = rollups.RollUp(time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
            return new RebuiltRollups { Days = marked, RolledUp = rolled };
        }
        finally
        {
            pause.Leave();
        }
    }
}

/// <summary>What a rebuild did.</summary>
internal sealed class RebuiltRollups
{
    /// <summary>How many days of devices have all their readings, and so could be rolled up again.</summary>
    public required int Days { get; init; }

    /// <summary>How many of them were over and whole, and were rolled up.</summary>
    public required int RolledUp { get; init; }
}
