using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry.Retention;

namespace PlantOps.Gateway.Storage;

/// <summary>What the store takes, how long history is kept, and rollups made anew.</summary>
internal static class StoreApi
{
    public const string RetentionPath = "/local/store/retention";
    public const string EffectPath = RetentionPath + "/effect";
    public const string Changed = "store.retention";

    public static void MapStore(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/store").WithTags("Store").RequireAuthorization(AccessPolicies.Own);
        group.MapGet("/", (StoreStatistics statistics) => TypedResults.Ok(statistics.Read()))
            .WithSummary("What history takes on disk, what a day adds, how long the disk has room, and what goes next.");
        group.MapGet("/retention", (StoreStatistics statistics) => TypedResults.Ok(statistics.Kept()))
            .WithSummary("For how many days history is kept; 0 is for ever.");
        group.MapGet("/retention/effect", Effect)
            .WithSummary("What would go if history was kept for other times. Nothing is changed.");
        group.MapPut("/retention", Change)
            .Audited(Changed, (_, answer) => new AuditSubject(null, TextOf((RetentionDays)answer!)))
            .WithSummary("Changes for how many days history is kept, on every gateway of the store. What is older goes within "
                + "15 minutes.");
        group.MapPost("/rollups", Rebuild)
            .Audited("store.rebuild_rollups")
            .WithSummary("Makes the rollups of every day anew whose readings are still there.");
        routes.MapGet(RetentionPath, (StoreStatistics statistics) => TypedResults.Ok(statistics.Kept())).LocalOnly();
        routes.MapGet(EffectPath, Effect).LocalOnly();
        routes.MapPut(RetentionPath, Change).LocalOnly()
            .Audited(Changed, (_, answer) => new AuditSubject(null, TextOf((RetentionDays)answer!)));
    }

    /// <summary>As the audit log says it.</summary>
    public static string TextOf(RetentionDays days) => string.Join(
        ", ",
        RetentionDays.Names.Zip(
            days.InOrder(), (name, value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}")));

    public static Ok<RebuiltRollups> Rebuild(RollupRebuild rebuild, CancellationToken cancellationToken) =>
        TypedResults.Ok(rebuild.Run(cancellationToken));

    private static Results<Ok<TierEffect[]>, ValidationProblem> Effect(
        [FromQuery(Name = "raw_days")] int? raw, [FromQuery(Name = "quarter_hour_days")] int? quarterHours,
        [FromQuery(Name = "hour_days")] int? hours, [FromQuery(Name = "day_days")] int? days, StoreStatistics statistics)
    {
        var now = statistics.Kept();
        var asked = RetentionDays.Of(
            [raw ?? now.RawDays, quarterHours ?? now.QuarterHourDays, hours ?? now.HourDays, days ?? now.DayDays]);
        return asked.Check() is { Count: > 0 } errors
            ? TypedResults.ValidationProblem(errors)
            : TypedResults.Ok(statistics.EffectOf(asked));
    }

    private static Results<Ok<RetentionDays>, ValidationProblem> Change(RetentionDays days, RetentionPolicy policy)
    {
        if (days.Check() is { Count: > 0 } errors) return TypedResults.ValidationProblem(errors);
        policy.Change(days);
        return TypedResults.Ok(policy.Now);
    }
}
