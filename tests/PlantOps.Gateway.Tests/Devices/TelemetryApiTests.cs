using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices;

public sealed class TelemetryApiTests
{
    private const long Start = 1_777_622_400_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_StoredReadings_ComeAsColumnsWithNullWhereThereIsNothing()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Admit(gateway);
        Store(gateway, device, Reading(Start, 7, 1, 21.5), Reading(Start + 1000, boot: -1, sequence: -1, double.NaN));
        using var client = gateway.SignedIn();

        var text = await client.GetStringAsync(
            $"/api/v1/devices/{device.Id}/telemetry?from={Start}&to={Start + 1001}&metrics=temperature,humidity", Token);

        var columns = $$$"""
            "t":[{{{Start}}},{{{Start + 1000}}}],"boot":[7,null],"seq":[1,null],"metrics":{"temperature":[21.5,null],"humidity":[null,null]}
            """;
        Assert.Equal(
            $$$"""{"device_id":"{{{device.Id}}}","resolution":"raw",{{{columns}}},"quality":{"temperature":["ok","missing"]}}""",
            text);
    }

    [Fact]
    public async Task Get_AnInterval_IncludesItsStartAndNotItsEnd()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Admit(gateway);
        Store(gateway, device, Reading(Start, 1, 1, 20), Reading(Start + 1000, 1, 2, 21), Reading(Start + 2000, 1, 3, 22));
        using var client = gateway.SignedIn();

        var answer = await Get(client, $"/api/v1/devices/{device.Id}/telemetry?from={Start}&to={Start + 2000}");

        Assert.Equal([1, 2], answer.GetProperty("seq").EnumerateArray().Select(value => value.GetInt64()));
    }

    [Fact]
    public async Task Get_MoreThanFitsOneAnswer_SaysHowToAskInParts()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Admit(gateway);
        Store(gateway, device, [.. Enumerable.Range(0, TelemetryApi.MaxReadings + 1).Select(i => Reading(Start + i, 1, i, 20))]);
        using var client = gateway.SignedIn();
        var path = $"/api/v1/devices/{device.Id}/telemetry?metrics=temperature";

        using var refused = await client.GetAsync($"{path}&from={Start}&to={Start + 1_000_000}", Token);
        var first = await Get(client, $"{path}&from={Start}&to={Start + TelemetryApi.MaxReadings}");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var detail = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("detail")
            .GetString();
        Assert.Contains($"from={Start}&to={Start + TelemetryApi.MaxReadings}", detail, StringComparison.Ordinal);
        Assert.Equal(TelemetryApi.MaxReadings, first.GetProperty("t").GetArrayLength());
    }

    [Fact]
    public async Task Get_QuarterHours_AreColumnsThatShowAGapOnce()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Admit(gateway);
        Store(gateway, device, Reading(Start, 7, 1, 21.5), Reading(Start + 1000, 7, 2, 22.25),
            Reading(Start + 3_600_000, 7, 3, double.NaN));
        using var client = gateway.SignedIn();

        var text = await client.GetStringAsync(
            $"/api/v1/devices/{device.Id}/telemetry?from={Start + 500}&to={Start + 3_600_001}&metrics=temperature&resolution=15m",
            Token);

        var columns = $$$"""
            "t":[{{{Start}}},{{{Start + 900_000}}},{{{Start + 3_600_000}}}],"metrics":{"temperature":{"min":[21.5,null,null],"mean":[21.875,null,null],"max":[22.25,null,null],"count":[2,0,0]
            """;
        Assert.Equal($$$"""{"device_id":"{{{device.Id}}}","resolution":"15m",{{{columns}}}""" + "}}}", text);
    }

    [Theory]
    [InlineData("1m", "1m", 2000)]
    [InlineData("1h", "1h", 34)]
    [InlineData("1d", "1d", 2)]
    [InlineData("100", "30m", 67)]
    [InlineData("2000", "1m", 2000)]
    [InlineData("9000", "14s", 2000)]
    public async Task Get_AResolution_CountsEveryReadingOnce(string resolution, string name, int periods)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Admit(gateway);
        Store(gateway, device, [.. Enumerable.Range(0, 2000).Select(i => Reading(Start + (i * 60_000L), 1, i, i / 10d))]);
        using var client = gateway.SignedIn();

        var answer = await Get(
            client, $"/api/v1/devices/{device.Id}/telemetry?from={Start}&to={Start + (2000 * 60_000L)}&resolution={resolution}");

        Assert.Equal(name, answer.GetProperty("resolution").GetString());
        var temperature = answer.GetProperty("metrics").GetProperty("temperature");
        var counts = temperature.GetProperty("count").EnumerateArray().Select(count => count.GetInt32()).ToList();
        Assert.Equal(2000, counts.Sum());
        Assert.Equal(periods, counts.Count(count => count > 0));
        Assert.Equal(0, temperature.GetProperty("min")[0].GetDouble());
        Assert.Equal(answer.GetProperty("t").GetArrayLength(), counts.Count);
    }

    [Fact]
    public async Task Get_MorePeriodsThanFitOneAnswer_SaysHowToAsk()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Admit(gateway);
        Store(gateway, device,
            [.. Enumerable.Range(0, TelemetryApi.MaxReadings + 1).Select(i => Reading(Start + (i * 60_000L), 1, i, 20))]);
        using var client = gateway.SignedIn();

        using var refused = await client.GetAsync($"/api/v1/devices/{device.Id}/telemetry?from={Start}&resolution=1m", Token);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var detail = JsonDocument.Parse(await refused.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("detail")
            .GetString();
        Assert.Contains("periods of 1m", detail, StringComparison.Ordinal);
        Assert.Contains($"from={Start}&to={Start + (TelemetryApi.MaxReadings * 60_000L)}", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OfADeviceThatDoesNotExist_IsNotFound()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn();

        using var answer = await client.GetAsync("/api/v1/devices/plant-00000000/telemetry", Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Get_ADevice_ShowsItsLatestReading()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var device = Admit(gateway);
        Store(gateway, device, Reading(Start, 1, 1, 20), Reading(Start + 1000, 1, 2, double.NaN));
        using var client = gateway.SignedIn();

        var shown = await Get(client, $"/api/v1/devices/{device.Id}");
        var listed = await Get(client, "/api/v1/devices");

        Assert.Equal(shown.ToString(), Assert.Single(listed.EnumerateArray()).ToString());
        Assert.Equal("unknown", shown.GetProperty("state").GetString());
        var latest = shown.GetProperty("latest");
        Assert.Equal(Start + 1000, latest.GetProperty("t").GetInt64());
        Assert.Equal("missing", latest.GetProperty("quality").GetProperty("temperature").GetString());
    }

    private static Device Admit(GatewayHost gateway) => gateway.Services.GetRequiredService<DeviceRegistry>()
        .Admit(new DeviceDescription("Fern", "AA", null, null, []), "password", null)!;

    private static void Store(GatewayHost gateway, Device device, params Reading[] readings) =>
        gateway.Services.GetRequiredService<IReadingStore>()
            .Append(new ReadingGroup([StreamsByNumber.Of(device.Number, readings)], []));

    private static Reading Reading(long time, long boot, long sequence, double temperature)
    {
        var values = MetricValues.None;
        values[(int)Metric.Temperature] = temperature;
        var qualities = double.IsNaN(temperature) ? default(MetricQualities).With(Metric.Temperature, Quality.Missing) : default;
        return new Reading(time, boot, sequence, values, qualities, TimeOrigin.Device);
    }

    private static async Task<JsonElement> Get(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetStringAsync(path, Token)).RootElement;
}
