using System.Globalization;
using PlantOps.Benchmarks;
using PlantOps.Benchmarks.Builds;
using PlantOps.Benchmarks.Fleets;
using PlantOps.Benchmarks.History;
using PlantOps.Benchmarks.Measurements;
using PlantOps.Benchmarks.Pages;
using PlantOps.Benchmarks.Plants;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
if (BenchmarkOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}

var machine = await Machine.DescribeAsync();
var page = Path.Combine(Checkout.Root, "docs", "benchmarks.md");
if (options.Only == HistoryReport.Name)
{
    await HistoryReport.RunAsync(options, machine, async history =>
    {
        Console.WriteLine(history);
        if (!options.IsQuick)
            await File.WriteAllTextAsync(
                page, BenchmarkPage.With(await File.ReadAllTextAsync(page), BenchmarkPage.History, history));
    });
    return 0;
}

if (options.Only == PlantsReport.Name)
{
    var plants = await PlantsReport.RunAsync(options, machine);
    Console.WriteLine(plants);
    if (!options.IsQuick)
        await File.WriteAllTextAsync(page, BenchmarkPage.With(await File.ReadAllTextAsync(page), BenchmarkPage.Plants, plants));
    return 0;
}

if (options.Only == PagesReport.Name)
{
    var pages = await PagesReport.RunAsync(options, machine);
    Console.WriteLine(pages);
    if (!options.IsQuick) await File.WriteAllTextAsync(
        page, BenchmarkPage.With(await File.ReadAllTextAsync(page), BenchmarkPage.Pages, pages));
    return 0;
}

if (options.Only == BuildsReport.Name)
{
    var builds = await BuildsReport.RunAsync(options, machine);
    Console.WriteLine(builds);
    if (!options.IsQuick) await File.WriteAllTextAsync(
        page, BenchmarkPage.With(await File.ReadAllTextAsync(page), BenchmarkPage.Builds, builds));
    return 0;
}

if (options.Only?.StartsWith(FleetsReport.Name, StringComparison.Ordinal) == true)
{
    await FleetsReport.RunAsync(options, machine, async fleets =>
    {
        Console.WriteLine(fleets);
        if (!options.IsQuick && options.Only == FleetsReport.Name) await File.WriteAllTextAsync(
            page, BenchmarkPage.With(await File.ReadAllTextAsync(page), BenchmarkPage.Fleets, fleets));
    });
    return 0;
}

Console.WriteLine("Letting 500 devices in");
using var fleet = await Fleet.EnrolAsync(500);
var (scale, verification) = (options.Scale, new Verification());
IMeasurement[] all =
[
    new Throughput(scale, fleet, verification), new StoredRate(scale, fleet, verification),
    new Latency(scale, fleet, verification), new SubscribedDevices(scale, verification),
    new MappingCost(scale, fleet, verification), new Memory(scale, fleet, verification), new StartTime(scale, fleet),
    new YearOfReadings(scale, fleet, verification), new ExportTime(scale, fleet, verification),
];
var rows = new List<Row>();
foreach (var measurement in all.Where(measurement => options.Only is null || measurement.Name == options.Only))
{
    rows.AddRange(await measurement.RunAsync());
}

var verified =
    $"{verification.Readings:N0} readings that the gateway acknowledged were asked for afterwards: every one is stored, once.";
var report = Report.Markdown(machine, options.Command, verified, rows);
Console.WriteLine(report);
if (options.IsWhole) await File.WriteAllTextAsync(page, BenchmarkPage.WithMain(await File.ReadAllTextAsync(page), report));
else Console.WriteLine("Not a whole run: docs/benchmarks.md stays as it is.");
return 0;
