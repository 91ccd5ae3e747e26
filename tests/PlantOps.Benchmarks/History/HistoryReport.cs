using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.History;

/// <summary>The section of docs/benchmarks.md about history.</summary>
internal static class HistoryReport
{
    public const string Name = "history";

    /// <param name="write">Takes the section as far as it is measured.</param>
    public static async Task RunAsync(BenchmarkOptions options, IReadOnlyList<string> machine, Func<string, Task> write)
    {
        var influx = await Command.RunAsync("dpkg-query", "-W", "-f", "${Version}", "influxdb");
        var table = await new YearInEachStore(options.Scale).RunAsync(WriteAsync);
        using var fleet = await Fleet.EnrolAsync(1);
        table.Durable = await new StoredRate(options.Scale, fleet, new Verification()).IntoPostgresAsync();
        await WriteAsync(table);

        Task WriteAsync(HistoryTable measured) =>
            measured.IsComparable ? write(Section(options, [.. machine, $"InfluxDB: {influx}"], measured)) : Task.CompletedTask;
    }

    private static string Section(BenchmarkOptions options, IReadOnlyList<string> machine, HistoryTable table) =>
        $"""
            Written by `{options.Command}`; do not edit.

            {string.Join('\n', machine.Select(line => "- " + line))}

            {table.Markdown()}
            """;
}
