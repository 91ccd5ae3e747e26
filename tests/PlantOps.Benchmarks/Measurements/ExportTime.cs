using System.Diagnostics;
using System.Globalization;
using PlantOps.Benchmarks.Archive;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>A million readings out of a gateway into a file, and into another gateway, by the command line.</summary>
internal sealed class ExportTime(Scale scale, Fleet fleet, Verification verification) : IMeasurement
{
    private const int Devices = 20;

    /// <summary>A reading a minute of each device: 1,008,000.</summary>
    private const int Days = 35;

    private static readonly string[] Formats = ["csv", "parquet"];

    public string Name => "export";

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        using var directory = await fleet.CopyDirectoryAsync();
        var readings = await FillAsync(directory);
        using var files = new DataDirectory();
        var rows = new List<Row>();
        await using var gateway = await fleet.StartGatewayAsync(directory);
        foreach (var format in Formats)
        {
            var file = Path.Combine(files.Path, $"readings.{format}");
            var (export, import) = (new Samples(), new Samples());
            var before = gateway.ResidentBytes();
            for (var round = 0; round < scale.Rounds; round++) export.Add(await ExportAsync(gateway, file, readings));
            var grown = (gateway.ResidentBytes() - before) / Memory.MiB;
            for (var round = 0; round < scale.Rounds; round++) import.Add(await ImportAsync(file, readings));
            rows.AddRange(RowsOf(format, readings, new FileInfo(file).Length, export, import));
            Console.WriteLine($"  the gateway's resident memory grew by {grown:0.0} MB over {scale.Rounds} exports");
        }

        return rows;
    }

    private async Task<long> FillAsync(DataDirectory directory)
    {
        await using var gateway = await fleet.StartGatewayAsync(directory);
        var fill = new ArchiveFill(gateway.Tls, Days);
        await fill.RunAsync(gateway.Clients(Devices));
        return fill.ReadingsADevice * Devices;
    }

    private async Task<double> ExportAsync(Gateway gateway, string file, long readings)
    {
        var started = Stopwatch.GetTimestamp();
        var summary = await gateway.CommandAsync("export", "--output", file, "--force");
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        verification.CheckCount(readings, summary.GetProperty("readings").GetInt64());
        return seconds;
    }

    // Into a gateway that has the devices and none of the readings.
    private async Task<double> ImportAsync(string file, long readings)
    {
        await using var gateway = await fleet.StartGatewayAsync();
        var started = Stopwatch.GetTimestamp();
        var summary = await gateway.CommandAsync("import", file);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        verification.CheckCount(readings, summary.GetProperty("new").GetInt64());
        return seconds;
    }

    private static IEnumerable<Row> RowsOf(string format, long readings, long bytes, Samples export, Samples import)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / readings:0.0} bytes a reading");
        yield return new Row($"Export of {readings:N0} readings as {format} ({size}), s")
        {
            Gateway = export.TextWithSpread("0.00"),
            Reach = Reach.AtMost(5, export.Median, " s"),
        };
        yield return new Row(
            $"Import of {readings:N0} readings from {format}, checked first, s") { Gateway = import.TextWithSpread("0.00") };
    }
}
