using System.Net;
using System.Text.Json;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Plants.Removal;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;
using PlantOps.Gateway.Tests.Storage.LiteDb;
using TemporaryDirectory = PlantOps.Gateway.Tests.Storage.TemporaryDirectory;

namespace PlantOps.Gateway.Tests.Plants.Removal;

/// <summary>Removing a plant at a whole gateway.</summary>
public sealed class PlantRemovalTests
{
    private const long Hour = 3_600_000;

    private readonly long _now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Remove_WithItsData_TakesWhatWasMeasuredOfIt()
    {
        await using var host = await PlantHost.StartedAsync();
        var (device, id) = await Watched(host);

        Assert.Equal(HttpStatusCode.OK, (await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{id}?data=remove")).Status);

        await Removed(host);
        Assert.Equal([1, 2], await Soil(host, device, "raw"));
        Assert.Equal([1, 2], await Soil(host, device, "15m"));
    }

    [Fact]
    public async Task Remove_AskedToKeep_KeepsWhatWasMeasuredOfIt()
    {
        await using var host = await PlantHost.StartedAsync();
        var (device, id) = await Watched(host);
        Assert.Equal(HttpStatusCode.OK, (await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{id}?data=keep")).Status);
        Assert.Empty(host.Service<ReadingRemovals>().All);
        Assert.Equal([1, 2, 3, 4], await Soil(host, device, "raw"));
    }

    [Fact]
    public async Task Remove_HistoryIsBeingReshaped_AnswersAtOnce()
    {
        await using var host = await PlantHost.StartedAsync();
        var (device, id) = await Watched(host);
        host.Service<HistoryPause>().Enter(Token);

        Assert.Equal(HttpStatusCode.OK, (await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{id}?data=remove")).Status);

        Assert.Equal(id, Assert.Single(host.Service<ReadingRemovals>().All).Id);
        Assert.Equal([1, 2, 3, 4], await Soil(host, device, "raw"));
        host.Service<HistoryPause>().Leave();
        await Removed(host);
        Assert.Equal([1, 2], await Soil(host, device, "raw"));
    }

    [Fact]
    public async Task Start_ARemovalWasBrokenOff_FinishesIt()
    {
        using var directory = new TemporaryDirectory();
        var readings = TestReadings.Minutes(100);
        using (var stopped = new LiteDbTestStore(directory))
        {
            stopped.Readings.Append(TestReadings.Group(1, readings));
            var removal = new ReadingRemoval(
                "pl-1", [new WatchedTime(StreamId.OfDevice(1), readings[10].Time, readings[20].Time)]);
            Assert.True(stopped.Records.TryCommit([new ReadingRemovals(stopped.Records).Add(removal)]));
            stopped.Restart();

            await using var host = new PlantHost(await GatewayHost.StartedAsync(dataDirectory: directory.Path));
            await Removed(host);
            Assert.Equal(
                [.. readings[..10], .. readings[20..]], host.Service<IReadingStore>().Read(1, 0, long.MaxValue, int.MaxValue));
        }
    }

    /// <summary>A plant whose device measured 1 and 2 before it watched it, and 3 and 4 since.</summary>
    private async Task<(Device Device, string Plant)> Watched(PlantHost host)
    {
        var device = host.Admit();
        for (var i = 1; i <= 4; i++) host.Store(device, _now - ((5 - i) * Hour), i);
        var id = await host.Add("Fern");
        var (status, _) = await host.Ask(
            HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{device.Id}}","since":{{_now - (2 * Hour)}}}""");
        Assert.Equal(HttpStatusCode.OK, status);
        return (device, id);
    }

    private async Task<IEnumerable<double>> Soil(PlantHost host, Device device, string resolution)
    {
        var (status, answer) = await host.Get(
            $"/api/v1/devices/{device.Id}/telemetry?from={_now - (48 * Hour)}&metrics=soil_moisture&resolution={resolution}");
        Assert.Equal(HttpStatusCode.OK, status);
        var soil = answer.GetProperty("metrics").GetProperty("soil_moisture");
        return (resolution == "raw" ? soil : soil.GetProperty("mean")).EnumerateArray()
            .Where(value => value.ValueKind != JsonValueKind.Null).Select(value => value.GetDouble());
    }

    private static Task Removed(PlantHost host) => Eventually.IsAsync(() => host.Service<ReadingRemovals>().All.Count == 0);
}
