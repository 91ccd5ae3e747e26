using PlantOps.Benchmarks.Reports;

namespace PlantOps.Benchmarks.History;

/// <summary>What one contender came to.</summary>
/// <param name="Name">Who.</param>
/// <param name="Rate">Readings a second while it was filled.</param>
/// <param name="Bytes">What it took on disk.</param>
internal sealed record HistoryFigures(string Name, double Rate, long Bytes)
{
    /// <summary>What it held in memory after the questions; <see langword="null"/> for a library.</summary>
    public long? Resident { get; set; }

    public QueryFigures Day { get; } = new();

    public QueryFigures Month { get; } = new();

    public QueryFigures Year { get; } = new();
}

/// <summary>Milliseconds of one kind of question.</summary>
internal sealed class QueryFigures
{
    /// <summary>Until the answer was in our hands.</summary>
    public Samples Client { get; } = new();

    /// <summary>Within the store, where the server says so.</summary>
    public Samples Store { get; } = new();

    /// <summary>Within the store, or where it is not known the whole.</summary>
    public Samples Best => Store.Any ? Store : Client;
}
