using System.Diagnostics;
using PlantOps.Benchmarks.Archive;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>Size, queries and start of a gateway that holds a long history of 20 devices, a reading a minute.</summary>
internal sealed class YearOfReadings(Scale scale, Fleet fleet, Verification verification) : IMeasurement
{
    private const int Devices = 20;

    private static readonly TimeSpan[] Spans = [TimeSpan.FromDays(1), TimeSpan.FromDays(30)];

    public string Name => "archive";

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        using var directory = await fleet.CopyDirectoryAsync();
        var rows = await FillAndQueryAsync(directory);
        var starts = new Samples();
        for (var i = 0; i < scale.Starts; i++) starts.Add(await StartTime.TimeAsync(await fleet.StartGatewayAsync(directory)));
        var memory = await MeasureMemoryAsync(directory);
        return
        [
            .. rows,
            StartTime.RowOf($"{Devices} devices × {scale.ArchiveDays} days of readings", starts),
            new Row($"Resident memory, {Devices} idle devices, started on these readings, MB")
            {
                Gateway = $"{memory:0.0}",
                Reach = Reach.AtMost(60, memory, " MB"),
            },
        ];
    }

    private async Task<double> MeasureMemoryAsync(DataDirectory directory)
    {
        await using var gateway = await fleet.StartGatewayAsync(directory);
        return await Memory.IdleAsync(gateway, Devices, scale.Idle);
    }

    private async Task<IReadOnlyList<Row>> FillAndQueryAsync(DataDirectory directory)
    {
        var gateway = await fleet.StartGatewayAsync(directory);
        var fill = new ArchiveFill(gateway.Tls, scale.ArchiveDays);
        var readings = fill.ReadingsADevice * Devices;
        Console.WriteLine($"Filling {Devices} devices × {scale.ArchiveDays} days, {readings:N0} readings");
        var started = Stopwatch.GetTimestamp();
        await fill.RunAsync(gateway.Clients(Devices));
        var rate = readings / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine($"  {rate:N0} readings/s");
        var memory = gateway.ResidentBytes() / Memory.MiB;

        // A clean stop folds what is not folded yet.
        await gateway.DisposeAsync();
        gateway = await fleet.StartGatewayAsync(directory);
        using var api = await gateway.ApiAsync();
        var queries = new QueryTimes(api, gateway.Clients(Devices), scale.Queries);
        var seen = new List<QueryTime>();
        foreach (var span in Spans) seen.Add(await queries.RunAsync(span, TimeSpan.FromDays(scale.ArchiveDays)));
        verification.CheckCount(readings, await queries.CountAsync(fill.Start));
        await gateway.DisposeAsync();

        var bytes = (double)directory.DatabaseBytes() / readings;
        var sqlite = SqliteTable.BytesAReading(fill.Start, fill.ReadingsADevice);
        return
        [
            new Row($"Backfill over TLS, {Devices} clients, batches of 500, readings/s") { Gateway = $"{rate:N0}" },
            new Row("Resident memory after this backfill, MB") { Gateway = $"{memory:0.0}" },
            new Row($"Bytes a reading, {readings:N0} readings (plain SQLite table: {sqlite:0.0})")
            {
                Gateway = $"{bytes:0.0}",
                Reach = Reach.AtMost(8, bytes, string.Empty),
            },
            .. Spans.SelectMany((span, i) => RowsOf(span, seen[i])),
        ];
    }

    private static IEnumerable<Row> RowsOf(TimeSpan span, QueryTime time)
    {
        var what = span.TotalDays > 1 ? $"{span.TotalDays:0} days" : "24 h";
        yield return new Row($"{what} of one device, raw, in the store, ms")
        {
            Gateway = time.Store.TextWithSpread("0.0"),
            Reach = span.TotalDays > 1 ? Reach.AtMost(10, time.Store.Median, " ms") : string.Empty,
        };
        yield return new Row(
            $"{what} of one device, raw, as JSON at an HTTPS client, last byte, ms")
            {
                Gateway = time.Client.TextWithSpread("0.0"),
            };
    }
}
