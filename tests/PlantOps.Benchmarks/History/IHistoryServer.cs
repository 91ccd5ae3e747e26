namespace PlantOps.Benchmarks.History;

/// <summary>Something that keeps the history of some devices, a reading a minute, and answers questions about it.</summary>
internal interface IHistoryServer : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Takes in the whole history, the way that is fastest for it and still durable.</summary>
    Task FillAsync(HistoryPlan plan);

    /// <summary>What it takes on disk, with indexes, once it has settled.</summary>
    Task<long> BytesAsync();

    /// <summary>What its processes hold in memory; <see langword="null"/> where it is a library in ours.</summary>
    long? ResidentBytes();

    /// <summary>Reads every value of a device's range.</summary>
    Task<Answer> RawAsync(int device, long from, long to);

    /// <summary>Reads minimum, mean, maximum and count of each metric for periods of a width.</summary>
    Task<Answer> RolledUpAsync(int device, long from, long to, long width);
}

/// <summary>What came back.</summary>
/// <param name="Rows">Readings or periods.</param>
/// <param name="Milliseconds">Until the last of them was in our hands.</param>
/// <param name="InStore">The part of it within the store, where the server says so.</param>
internal readonly record struct Answer(int Rows, double Milliseconds, double? InStore = null);

/// <summary>Whose history it is, and how long.</summary>
internal sealed record HistoryPlan(int Devices, int Days, long Start)
{
    public long ReadingsADevice => Days * 24L * 60;

    public long Readings => ReadingsADevice * Devices;

    public long End => Start + (Days * 24L * 60 * 60 * 1000);
}
