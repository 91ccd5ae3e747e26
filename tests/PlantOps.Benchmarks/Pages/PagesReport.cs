using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Pages;

/// <summary>The section of docs/benchmarks.md about the dashboard's pages.</summary>
internal static class PagesReport
{
    public const string Name = "pages";

    public static async Task<string> RunAsync(BenchmarkOptions options, IReadOnlyList<string> machine)
    {
        using var fleet = await Fleet.EnrolAsync(PageTimes.Devices);
        IReadOnlyList<Row> rows =
        [
            .. await new PageTimes(options.Scale, fleet).RunAsync(), .. await new OpenPages(options.Scale, fleet).RunAsync(),
        ];
        return $"""
            Written by `{options.Command}`; do not edit. Of the gateway's own log: from a request to the end of its answer,
            packed with Brotli, median (lowest–highest). Open pages listen over plain HTTP on loopback, eight to a session.

            {string.Join('\n', machine.Select(line => "- " + line))}

            {Table.Markdown(["Page", "Gateway, ms", "Reach"],
                [.. rows.Select(row => (IReadOnlyList<string>)[row.Measure, row.Gateway, row.Reach])])}
            """;
    }
}
