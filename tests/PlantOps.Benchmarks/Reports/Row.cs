namespace PlantOps.Benchmarks.Reports;

/// <summary>One line of the table; what was not measured for a contender is empty.</summary>
internal sealed record Row(string Measure)
{
    public string Mosquitto { get; init; } = string.Empty;

    public string Pipeline { get; init; } = string.Empty;

    public string Gateway { get; init; } = string.Empty;

    public string Ratio { get; init; } = string.Empty;

    public string Reach { get; init; } = string.Empty;

    public IReadOnlyList<string> Cells => [Measure, Mosquitto, Pipeline, Gateway, Ratio, Reach];
}
