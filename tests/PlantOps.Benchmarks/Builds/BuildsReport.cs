using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Builds;

/// <summary>The section of docs/benchmarks.md about this build beside another one.</summary>
internal static class BuildsReport
{
    public const string Name = "builds";

    private const int Devices = 50;

    public static async Task<string> RunAsync(BenchmarkOptions options, IReadOnlyList<string> machine)
    {
        // The other one's data directory: a build opens what an earlier one wrote, not always what a later one did.
        using var fleet = await Fleet.EnrolAsync(Devices, program: options.Other);
        var verification = new Verification();
        var rows = await new BesideAnotherBuild(options.Scale, fleet, options.Other!, verification).RunAsync();
        return $"""
            Written by `{options.Command} --other PROGRAM`; do not edit. Both builds in turn, round by round, each on a copy of the same data
            directory with {Devices} devices; medians, and the median of the rounds' ratios (lowest–highest). The other build is
            {await VersionAsync(options.Other!)} of {Megabytes(options.Other!)} MB, this one has {Megabytes(Checkout.NativeGateway)} MB.

            {string.Join('\n', machine.Select(line => "- " + line))}

            {Table.Markdown(["Measure", "The other build", "This build", "This : other", "Reach"], rows)}
            {verification.Readings:N0} readings that a gateway acknowledged were asked for afterwards: every one is stored, once.
            """;
    }

    private static async Task<string> VersionAsync(string program) => (await Command.RunAsync(program, ["version"])).Trim();

    private static string Megabytes(string program) => $"{new FileInfo(program).Length / 1e6:0.0}";
}
