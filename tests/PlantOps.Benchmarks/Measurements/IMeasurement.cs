using PlantOps.Benchmarks.Reports;

namespace PlantOps.Benchmarks.Measurements;

internal interface IMeasurement
{
    /// <summary>What <c>--only</c> calls it.</summary>
    string Name { get; }

    Task<IReadOnlyList<Row>> RunAsync();
}
