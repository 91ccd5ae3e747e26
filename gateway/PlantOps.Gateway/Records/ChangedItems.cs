namespace PlantOps.Gateway.Records;

/// <summary>What has changed since it was read before, of that which gateways keep in memory.</summary>
/// <param name="Items">Those that are there, as they are now.</param>
/// <param name="Keys">What has changed, also what is gone; <see langword="null"/> where nobody can say it.</param>
/// <param name="Mark">To read on from; <see langword="null"/> where nobody can say what changes after it.</param>
internal sealed record ChangedItems<T>(IReadOnlyList<T> Items, IReadOnlyCollection<string>? Keys, ReadMark? Mark)
{
    /// <summary>All that there are, each time.</summary>
    public static ChangedItems<T> All(IReadOnlyList<T> items) => new(items, null, null);
}

/// <summary>Up to where changes were read.</summary>
/// <param name="Position">By the store's own count.</param>
/// <param name="AllReadAt">When everything was last read, by the steady clock.</param>
internal sealed record ReadMark(long Position, long AllReadAt);
