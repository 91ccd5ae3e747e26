using System.Globalization;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Messages that could not be read, for whoever looks after them.</summary>
internal interface ISetAsideStore
{
    /// <summary>How many are kept.</summary>
    int Count();

    /// <summary>The newest of those whose number is smaller, newest first.</summary>
    /// <param name="before">A number; <see cref="long.MaxValue"/> for the newest of all.</param>
    /// <param name="limit">Most messages.</param>
    IReadOnlyList<StoredSetAside> Read(long before, int limit);

    /// <summary>Takes those away that are there; they are gone from disk when this returns.</summary>
    /// <exception cref="StoreUnavailableException">None is taken away.</exception>
    void Remove(IReadOnlyCollection<long> numbers);
}

/// <summary>A message set aside, and where it is kept.</summary>
/// <param name="Number">Larger for what was set aside later.</param>
/// <param name="Message">The message.</param>
internal sealed record StoredSetAside(long Number, SetAsideMessage Message)
{
    /// <summary>
    /// Names it. A number may be given again once the newest were taken away; together with the time it is not.
    /// </summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Number}-{Message.ReceivedAt}");

    /// <summary>The number of an id; <see langword="null"/> where it is none.</summary>
    public static long? NumberOf(string id) =>
        id.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash
        && long.TryParse(id.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
