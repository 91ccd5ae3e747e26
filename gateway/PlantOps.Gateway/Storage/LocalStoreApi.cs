using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Operations.Hosting;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage;

/// <summary>The store, for the command line of whoever owns the data directory.</summary>
internal static class LocalStoreApi
{
    public const string StatisticsPath = "/local/store/stats";
    public const string RollupsPath = "/local/store/rollups";

    public static void MapLocalStore(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(string.Empty).LocalOnly();
        group.MapGet(StatisticsPath, Statistics);
        group.MapPost(RollupsPath, RebuildRollups).Audited("store.rebuild_rollups");
    }

    private static Ok<StoreView> Statistics(StoreStatistics statistics) => TypedResults.Ok(statistics.Read());

    private static Ok<RebuiltRollups> RebuildRollups(
        IRollupStore rollups, HistoryPause pause, TimeProvider time, CancellationToken cancellationToken)
    {
        pause.Enter(cancellationToken);
        try
        {
            var marked = rollups.MarkAll();
            var rolled = rollups.RollUp(time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
            return TypedResults.Ok(new RebuiltRollups { Days = marked, RolledUp = rolled });
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
