using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Alerts.Evaluation;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Care;

public sealed class CareServiceTests
{
    [Fact]
    public async Task Run_PlantsThatNobodyAsksFor_MakesTheirPlansOnce()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await GatewayHost.StartedAsync(time);
        var host = new PlantHost(gateway);
        var (one, two) = (await host.Add("Fern"), await host.Add("Aloe"));
        var store = host.Service<CarePlanStore>();

        await Eventually.IsAsync(
            () => store.Latest(one) is not null && store.Latest(two) is not null, () => time.Advance(CareService.Interval));
        time.Advance(10 * CareService.Interval);

        Assert.Equal(1, store.Latest(one)!.Version);
        Assert.Null(host.Service<CareService>().Problem());
    }

    [Theory]
    [InlineData("south", 1)]
    [InlineData("TROPICS", 2)]
    [InlineData(null, 0)]
    public async Task Hemisphere_AsConfigured_IsThatOfPlans(string? setting, int hemisphere)
    {
        string[] more = setting is null
            ? ["--Alerts:TimeZone", "UTC"]
            : ["--Alerts:TimeZone", "UTC", "--Care:Hemisphere", setting];
        await using var gateway = await GatewayHost.StartedAsync(more: more);
        var host = new PlantHost(gateway);
        await host.Add("Fern");

        var inputs = host.Service<CareReader>().Read(host.Service<CarePlans>().Plants.Single().Value);

        Assert.Equal((Hemisphere)hemisphere, inputs.Hemisphere);
    }

    [Fact]
    public async Task Hemisphere_ThatIsNone_EndsTheStart()
    {
        var exception = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => GatewayHost.StartedAsync(more: ["--Care:Hemisphere", "west"]));

        Assert.Contains("Care:Hemisphere must be north, south or tropics, but is 'west'.", exception.Failures);
    }

    /// <summary>
    /// Not a test: prints how long a plan takes of a plant with a year of readings by the minute, from the store on.
    /// </summary>
    [Fact(Explicit = true)]
    public async Task Refresh_PlantWithAYearByTheMinute_IsTimed()
    {
        const int Minutes = 24 * 60;
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var (device, id) = (host.Admit(), await host.Add("Fern"));
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var begin = now - (365 * CareCase.Day);
        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{device.Id}}","since":{{begin}}}""");
        var sequence = 0L;
        for (var day = 0; day < 365; day++)
        {
            var readings = Enumerable.Range(0, Minutes).Select(minute => TrackBench.Reading(
                begin + (day * CareCase.Day) + (minute * TrackBench.Minute),
                new Values(Soil: 75 - ((day % 7) * 6) - (minute / 240.0), Temperature: 21, Humidity: 50, Light: minute)) with
            {
                Sequence = sequence++,
            });
            host.Service<IReadingStore>()
                .Append(new ReadingGroup([new DeviceReadings(StreamId.Of(device.Number, 1), [.. readings])], []));
        }

        var times = new List<double>();
        for (var i = 0; i < 25; i++)
        {
            var started = Stopwatch.GetTimestamp();
            host.Service<CarePlans>().Refresh(id);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{times[times.Count / 2]:0.0} ms (median), {times[0]:0.0}–{times[^1]:0.0} ms");
    }
}
