using PlantOps.Benchmarks.Load;
using PlantOps.Benchmarks.Reports;
using PlantOps.Benchmarks.Servers;

namespace PlantOps.Benchmarks.Measurements;

/// <summary>
/// What a publish costs beside few and beside many devices that are connected and subscribe to what the gateway says to them,
/// as the firmware does.
/// </summary>
internal sealed class SubscribedDevices(Scale scale, Verification verification) : IMeasurement
{
    private const int Few = 10;
    private const int Many = 1000;

    public string Name => "subscribed";

    public async Task<IReadOnlyList<Row>> RunAsync()
    {
        Console.WriteLine($"Letting {Many + 1} devices in");
        using var fleet = await Fleet.EnrolAsync(Many + 1);
        var (few, many) = (new Samples(), new Samples());
        for (var round = 1; round <= scale.Rounds; round++)
        {
            Console.WriteLine($"Subscribed devices, round {round}");
            few.Add(await MeasureAsync(fleet, Few));
            many.Add(await MeasureAsync(fleet, Many));
        }

        var ratio = many.RatioTo(few);
        return
        [
            new Row($"Acknowledged publishes/s, 1 client × 20 in flight, plain, beside {Few} subscribed devices") { Gateway =
                few.Text("N0") },
            new Row($"The same beside {Many:N0}, and its ratio to the row above")
            {
                Gateway = many.Text("N0"),
                Ratio = ratio.TextWithSpread("0.00", "×"),
                Reach = Reach.AtLeast(0.9, ratio.Median, "×"),
            },
        ];
    }

    private async Task<double> MeasureAsync(Fleet fleet, int subscribed)
    {
        await using var server = await fleet.StartGatewayAsync();
        var identities = server.Clients(subscribed + 1);
        var others = await LoadClient.ConnectAllAsync(server.Plain, [.. identities.Skip(1)]);
        foreach (var other in others) await other.SubscribeAsync();
        var since = DateTimeOffset.UtcNow;
        await using var load = await WindowedLoad.StartAsync(server.Plain, [identities[0]]);
        await load.RateAsync(scale.WarmUp);
        var rate = await load.RateAsync(scale.Window);
        await load.StopAsync();
        Console.WriteLine($"  beside {subscribed}: {rate:N0}/s");
        foreach (var other in others) await other.DisposeAsync();
        await verification.CheckAsync(server, load.Clients, since);
        return rate;
    }
}
