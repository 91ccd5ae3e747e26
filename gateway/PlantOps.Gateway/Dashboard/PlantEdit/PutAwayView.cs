using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.PlantEdit;

/// <summary>Plants that were given up and kept, the latest first.</summary>
/// <param name="Shell">The frame.</param>
/// <param name="Count">All of them.</param>
/// <param name="Rows">Those that are shown.</param>
/// <param name="Next">Where more are; <c>null</c> where there are none.</param>
public sealed record PutAwayView(Shell Shell, int Count, IReadOnlyList<PutAwayRow> Rows, string? Next)
{
    /// <summary>How many are shown on a page.</summary>
    public const int PageSize = 50;

    internal static PutAwayView Of(Shell shell, IReadOnlyList<Plant> all, int from, AuditLog audit)
    {
        var first = Math.Clamp(from, 0, all.Count);
        var shown = all.Skip(first).Take(PageSize).ToList();
        var who = ByWhom(shown, audit);
        var next = first + PageSize;
        return new PutAwayView(
            shell,
            all.Count,
            [.. shown.Select(plant => new PutAwayRow(
                plant.Id,
                plant.Name,
                plant.Place,
                plant.PutAwayAt ?? 0,
                who.GetValueOrDefault(plant.Id),
                shell.Who!.IsOwner))],
            next < all.Count ? $"{PlantRemovalPage.PutAwayPath}?from={next}" : null);
    }

    // The latest entry of each: it may have been put away and brought back before.
    private static Dictionary<string, string> ByWhom(List<Plant> shown, AuditLog audit)
    {
        var who = new Dictionary<string, string>();
        if (shown.Count == 0) return who;
        var ids = shown.Select(plant => plant.Id).ToHashSet();
        audit.Search(null, ids.Count, entry =>
            entry is { What: "plant.remove", Target: { } id } && ids.Contains(id) && who.TryAdd(id, entry.Who));
        return who;
    }
}

/// <summary>A plant that was given up and kept.</summary>
/// <param name="Id">The plant's.</param>
/// <param name="Name">The plant's.</param>
/// <param name="Place">Where it stood.</param>
/// <param name="At">When it was put away, Unix milliseconds UTC.</param>
/// <param name="By">By whom, where the audit log says so.</param>
/// <param name="MayChange">Whether whoever looks may bring it back or remove it.</param>
public sealed record PutAwayRow(string Id, string Name, string? Place, long At, string? By, bool MayChange);
