using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.History;

/// <summary>The section of docs/benchmarks.md about history.</summary>
internal static class HistoryReport
{
    public const string Name = "history";

    public static async Task<string> RunAsync(BenchmarkOptions options, IReadOnlyList<string> machine)
    {
        var table = await new YearInEachStore(options.Scale).RunAsync();
        using var fleet = await Fleet.EnrolAsync(1);
        table.Durable = await new StoredRate(options.Scale, fleet, new Verification()).IntoPostgresAsync();
        var influx = await Command.RunAsync("dpkg-query", "-W", "-f", "${Version}", "influxdb");
        return $"""
            Written by `{options.Command}`; do not edit.

            {string.Join('\n', machine.Append($"InfluxDB: {influx}").Select(line => "- " + line))}

            {table.Markdown()}
            """;
    }
}
