using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>From the start of the gateway's process until it says that it is ready.</summary>
internal sealed class StartTime(Scale scale, Fleet fleet) : IMeasurement
{
    public string Name => "start";

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        var (first, again) = (new Samples(), new Samples());
        using var existing = await fleet.CopyDirectoryAsync();
        for (var i = 0; i < scale.Starts; i++)
        {
            using (var fresh = new DataDirectory())
            {
                first.Add(await TimeAsync(await Gateway.StartAsync(fresh, [])));
            }

            again.Add(await TimeAsync(await fleet.StartGatewayAsync(existing)));
        }

        return [RowOf("its first, making its CA and certificates", first), RowOf("a data directory with 500 devices", again)];
    }

    /// <summary>Milliseconds until a gateway was ready; it is stopped again.</summary>
    public static async Task<double> TimeAsync(Gateway started)
    {
        await using var gateway = started;
        return gateway.ReadyAfter.TotalMilliseconds;
    }

    public static Row RowOf(string start, Samples samples)
    {
        var row = new Row($"Start to ready, {start}, ms")
        {
            Gateway = samples.TextWithSpread("0"),
            Reach = Reach.AtMost(150, samples.Median, " ms"),
        };
        Console.WriteLine($"{row.Measure}: {row.Gateway}");
        return row;
    }
}
