namespace PlantOps.Gateway.Web.Requests;

/// <summary>A part of a longer list.</summary>
internal sealed class Page<T>
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>What to send as <c>after</c> for the part that follows; <c>null</c> where this is the last.</summary>
    public required string? Next { get; init; }
}
