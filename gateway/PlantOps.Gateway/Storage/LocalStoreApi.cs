using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage;

/// <summary>The store, for the command line of whoever owns the data directory.</summary>
internal static class LocalStoreApi
{
    public const string StatisticsPath = "/local/store/stats";
    public const string RollupsPath = "/local/store/rollups";
    public const string CopyPath = "/local/store/copy";
    public const string UnreadablePath = "/local/store/unreadable";

    public static void MapLocalStore(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(string.Empty).LocalOnly();
        group.MapGet(StatisticsPath, Statistics);
        group.MapPost(RollupsPath, StoreApi.Rebuild).Audited("store.rebuild_rollups");
        group.MapPost(CopyPath, Copy)
            .Audited("store.copy", (_, answer) => new AuditSubject(null, $"to {((StoreCopyView)answer!).File}"));
        group.MapGet(UnreadablePath, Unreadable);
        group.MapPost(UnreadablePath, Discard)
            .Audited("store.discard", (_, answer) => new AuditSubject(null, ((UnreadableView)answer!).Reason));
    }

    private static Ok<StoreView> Statistics(StoreStatistics statistics) => TypedResults.Ok(statistics.Read());

    private static Results<Ok<StoreCopyView>, ProblemHttpResult> Copy(StoreCopyRequest request, IStore store)
    {
        if (!Path.IsPathFullyQualified(request.File))
            return Refuse("The file needs a whole path.", StatusCodes.Status400BadRequest);
        if (Path.Exists(request.File))
            return Refuse($"'{request.File}' is there already, and a copy replaces nothing.", StatusCodes.Status409Conflict);
        return store.Copy(request.File) is { } copy
            ? TypedResults.Ok(copy)
            : Refuse("PostgreSQL has a way of its own to copy a database: pg_dump.", StatusCodes.Status409Conflict);
    }

    private static Ok<UnreadableList> Unreadable(UnreadableRecords unreadable) => TypedResults.Ok(new UnreadableList
    {
        Records =
            [.. unreadable.All().Select(entry => new UnreadableView { Set = entry.Set, Id = entry.Id, Reason = entry.Reason })],
    });

    private static Results<Ok<UnreadableView>, ProblemHttpResult> Discard(
        UnreadableRequest request, UnreadableRecords unreadable, IRecords records)
    {
        var found = unreadable.All().FirstOrDefault(entry => entry.Set == request.Set && entry.Id == request.Id);
        if (found.Reason is null)
            return Refuse(
                $"No record '{request.Id}' of '{request.Set}' is known to be unreadable.", StatusCodes.Status404NotFound);
        var set = new RecordSet(request.Set);
        if (!RecordSet.All.Contains(set))
            return Refuse(
                $"'{request.Set}' is not a set of records: what is damaged there stays.", StatusCodes.Status400BadRequest);
        records.TryCommit([new RecordChange(set, request.Id, null, null)]);
        unreadable.Readable(request.Set, request.Id);
        return TypedResults.Ok(new UnreadableView { Set = found.Set, Id = found.Id, Reason = found.Reason });
    }

    private static ProblemHttpResult Refuse(string detail, int status) => TypedResults.Problem(detail, statusCode: status);
}
