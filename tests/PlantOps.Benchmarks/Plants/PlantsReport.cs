using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Plants;

/// <summary>The section of docs/benchmarks.md about plants that are watched.</summary>
internal static class PlantsReport
{
    public const string Name = "plants";

    public static async Task<string> RunAsync(BenchmarkOptions options, IReadOnlyList<string> machine)
    {
        using var fleet = await Fleet.EnrolAsync(ReplayTime.Plants);
        var cost = await new WatchingCost(options.Scale, fleet, new Verification()).RunAsync();
        var replay = await new ReplayTime(options.Scale, fleet).RunAsync();
        return $"""
            Written by `{options.Command}`; do not edit.

            {string.Join('\n', machine.Select(line => "- " + line))}

            {Table.Markdown(["Measure", "Gateway", "Watched : not watched, median (min–max)", "Reach"], [Cells(cost), Cells(replay)])}
            """;
    }

    private static IReadOnlyList<string> Cells(Row row) => [row.Measure, row.Gateway, row.Ratio, row.Reach];
}
