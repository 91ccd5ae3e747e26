using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Devices.Mapping;

/// <summary>A device's mapping over the API: in force at once, also after a restart, and for what was set aside before.</summary>
public sealed class MappingApiTests : IDisposable
{
    private const string Tasmota = """{"AM2301":{"Temperature":21.4,"Humidity":48.2},"TempUnit":"C"}""";

    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_APreset_ReadsWhatArrivesAndWhatWasSetAside()
    {
        string id;
        int number;
        await using (var gateway = await GatewayHost.StartedAsync(dataDirectory: _directory.Path))
        {
            using var device = new BrokerClient(gateway, "AA:BB");
            (id, number) = (device.Device.Id, device.Device.Number);
            using var client = gateway.SignedIn(TokenRole.Owner);
            await device.ConnectAsync();
            await device.PublishAsync(device.Topic("telemetry"), Tasmota);
            Assert.Empty(Readings(gateway, number));

            using var answer = await client.PutAsJsonAsync(PathOf(id), new { preset = "tasmota" }, Token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await client.PostAsync(new Uri("/api/v1/set-aside/retry", UriKind.Relative), null, Token);

            Assert.Equal(21.4, Assert.Single(Readings(gateway, number)).Values[Metric.Temperature]);
        }

        await using var again = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);
        using var owner = again.SignedIn(TokenRole.Owner);
        using var posted = await owner.PostAsync(
            new Uri($"/api/v1/devices/{id}/telemetry", UriKind.Relative),
            new StringContent(Tasmota.Replace("21.4", "22.4", StringComparison.Ordinal)),
            Token);
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        Assert.Equal(22.4, Readings(again, number)[^1].Values[Metric.Temperature]);

        await owner.DeleteAsync(new Uri(PathOf(id), UriKind.Relative), Token);
        using var refused = await owner.PostAsync(
            new Uri($"/api/v1/devices/{id}/telemetry", UriKind.Relative), new StringContent(Tasmota), Token);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
    }

    [Fact]
    public async Task Publish_OnTopicsBelowTheDevicesOwn_AreReadByItsMapping()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        using var client = gateway.SignedIn(TokenRole.Owner);
        await device.ConnectAsync();
        await device.PublishAsync(device.Topic("sensor/temperature/state"), "21.5");

        using var esphome = await client.PutAsJsonAsync(PathOf(device.Device.Id), new { preset = "esphome" }, Token);
        await device.PublishAsync(device.Topic("sensor/temperature/state"), "22.5");
        await device.PublishAsync(device.Topic("sensor/mood/state"), "happy");
        await client.PostAsync(new Uri("/api/v1/set-aside/retry", UriKind.Relative), null, Token);
        using var tasmota = await client.PutAsJsonAsync(PathOf(device.Device.Id), new { preset = "tasmota" }, Token);
        await device.PublishAsync(device.Topic("tele/SENSOR"), Tasmota);

        var temperatures = Readings(gateway, device.Device.Number).Select(reading => reading.Values[Metric.Temperature]);
        Assert.Equal([21.4, 21.5, 22.5], temperatures.Order());
        var kept = Assert.Single(gateway.Services.GetRequiredService<IReadingStore>().SetAside(10));
        Assert.EndsWith("/sensor/mood/state", kept.Topic, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_WhatIsWrong_SaysWhatAndWhere()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        using var client = gateway.SignedIn(TokenRole.Owner);

        using var answer = await client.PutAsJsonAsync(
            PathOf(device.Device.Id),
            new { preset = "tasmotta", fields = new[] { new { pointer = "t", @as = "warmth" } } },
            Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("errors");
        var places = errors.EnumerateObject().Select(error => error.Name).Order(StringComparer.Ordinal);
        Assert.Equal(["fields[0].as", "fields[0].pointer", "preset"], places);
        var mapping = JsonDocument.Parse(await client.GetStringAsync(PathOf(device.Device.Id), Token)).RootElement;
        Assert.Equal(0, mapping.GetProperty("fields").GetArrayLength());
    }

    [Fact]
    public async Task Publish_RawValuesOnly_AreCalibratedByTheGateway()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        await device.ConnectAsync();
        var settings = gateway.Services.GetRequiredService<SettingsRegistry>();
        Assert.Empty(settings.Change(device.Device, new SettingsChange { SoilDryRaw = 3000, SoilWetRaw = 1000 }).Errors);

        await device.PublishAsync(device.Topic("telemetry"), """{"soil_raw":2500}""");
        await device.PublishAsync(device.Topic("reported"), """{"version":0,"soil_dry_raw":2900,"soil_wet_raw":1250}""");
        await device.PublishAsync(device.Topic("telemetry"), """{"soil_raw":2501}""");

        var readings = Readings(gateway, device.Device.Number);
        Assert.Equal(25, readings.Single(reading => reading.Values[Metric.SoilRaw] == 2500).Values[Metric.SoilMoisture]);
        Assert.True(double.IsNaN(readings.Single(reading => reading.Values[Metric.SoilRaw] == 2501).Values[Metric.SoilMoisture]));
    }

    public void Dispose() => _directory.Dispose();

    private static string PathOf(string device) => $"/api/v1/devices/{device}/mapping";

    private static List<Reading> Readings(GatewayHost gateway, int device) =>
        gateway.Services.GetRequiredService<IReadingStore>().Read(device, 0, long.MaxValue / 1000, 100);
}
