using PlantOps.Benchmarks.Reports;

namespace PlantOps.Benchmarks.Fleets;

/// <summary>The section of docs/benchmarks.md about gateways of very many devices.</summary>
internal static class FleetsReport
{
    public const string Name = "fleet";

    private const int Devices = 100_000;

    /// <summary>Gateways of throughput know a few devices only: it is not what is measured there.</summary>
    private const int Few = 100;

    /// <param name="options">The command line.</param>
    /// <param name="machine">What it runs on.</param>
    /// <param name="write">Gets the section as far as it is known, after each part.</param>
    public static async Task RunAsync(BenchmarkOptions options, IReadOnlyList<string> machine, Func<string, Task> write)
    {
        var (scale, rows) = (options.Scale, new List<Row>());
        if (Is("cost") || Is("load"))
        {
            Console.WriteLine($"Making {Devices:N0} devices");
            await using var many = await ManyDevices.CreateAsync(Devices);
            if (Is("cost")) await Add(await new FleetCost(many, scale.Idle, scale.Rounds).RunAsync());
            var held = new HeldLoad(many, options.IsQuick ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(10));
            foreach (var count in Is("load") ? (int[])[1, 3] : [])
            {
                Console.WriteLine($"{held.Rate:N0} readings/s into {count}");
                await Add(await held.RunAsync(count));
            }
        }

        if (Is("rate"))
        {
            await using var few = await ManyDevices.CreateAsync(Few);
            await Add(await new FleetThroughput(few, scale).RunAsync());
        }

        bool Is(string part) => options.Only == Name || options.Only == $"{Name}-{part}";

        async Task Add(IReadOnlyList<Row> more)
        {
            rows.AddRange(more);
            await write(Text(options, machine, rows));
        }
    }

    private static string Text(BenchmarkOptions options, IReadOnlyList<string> machine, IEnumerable<Row> rows) =>
        $"""
        Written by `{options.Command}`; do not edit.

        {string.Join('\n', machine.Select(line => "- " + line))}

        {Table.Markdown(["Measure", "Gateway", "To one gateway, median (min–max)", "Reach"], [.. rows.Select(row => (IReadOnlyList<string>)[row.Measure, row.Gateway, row.Ratio, row.Reach])])}

        - {Devices:N0} devices are registered, and each watches a plant, 1,000 of them of a known species. They were written to the database in
          bulk, as gateways write them. Gateways are a process each, PostgreSQL 15 has its default settings, all on this machine.
        - The readings of all devices come over 20 connections through a mosquitto that lets everybody in and keeps nothing; each device
          sends one a minute. Afterwards the database is asked: every one is stored, and none twice.
        - For throughput each gateway gets {FleetThroughput.Share:P0} of a processor by a control group, whatever else runs, and 20 clients × 20 in flight at
          its own broker. What is left of two processors is PostgreSQL's and the load's: it shows whether gateways are in each other's
          way in the database, not what three machines do.
        """;
}
