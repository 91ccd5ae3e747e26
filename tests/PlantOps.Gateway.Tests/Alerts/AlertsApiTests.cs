using System.Net;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Alerts;

public sealed class AlertsApiTests
{
    [Fact]
    public async Task Reading_BelowTheThreshold_IsAnAlertThatPeopleCanAnswer()
    {
        await using var host = await PlantHost.StartedAsync();
        var device = host.Admit();
        var id = await Watched(host, device.Id, """{"warning":30,"critical":10,"dwell_s":0,"cooldown_s":0}""");

        host.Store(device, Now(), 20);
        var page = await host.Until("/api/v1/alerts?open=true", page => page.GetProperty("items").GetArrayLength() == 1);
        var alert = page.GetProperty("items")[0];
        var alertId = alert.GetProperty("id").GetString();
        var (_, acknowledged) = await host.Ask(HttpMethod.Post, $"/api/v1/alerts/{alertId}/acknowledge");
        var (_, snoozed) = await host.Ask(HttpMethod.Post, $"/api/v1/alerts/{alertId}/snooze", """{"hours":1}""");

        Assert.Equal(("warning", 20d, 30d, "%"),
            (alert.GetProperty("severity").GetString(), alert.GetProperty("value").GetDouble(),
                alert.GetProperty("threshold").GetDouble(), alert.GetProperty("unit").GetString()));
        Assert.Equal("test", acknowledged.GetProperty("acknowledged_by").GetString());
        Assert.True(snoozed.GetProperty("snoozed_until").GetInt64() > Now());
        Assert.Equal("warning", (await host.Get($"/api/v1/plants/{id}")).Body.GetProperty("condition").GetString());

        host.Store(device, Now(), 50);
        await host.Until($"/api/v1/plants/{id}", plant => plant.GetProperty("condition").GetString() == "ok");
        Assert.Equal(0, (await host.Get("/api/v1/alerts?open=true")).Body.GetProperty("items").GetArrayLength());
        Assert.False((await host.Get($"/api/v1/alerts/{alertId}")).Body.GetProperty("open").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Ask(HttpMethod.Post, "/api/v1/alerts/none/acknowledge")).Status);
    }

    [Fact]
    public async Task Rules_OwnerChangesOne_SaysWhichAreWhose()
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");

        var (_, own) = await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/rules/soil_moisture.low", """{"warning":25}""");
        var (_, all) = await host.Get($"/api/v1/plants/{id}/rules");
        var (_, reset) = await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{id}/rules/soil_moisture.low");

        Assert.Equal(("own", 25d), (own.GetProperty("origin").GetString(), own.GetProperty("warning").GetDouble()));
        Assert.Equal("default",
            all.EnumerateArray().Single(rule => rule.GetProperty("id").GetString() == "no_data").GetProperty("origin")
                .GetString());
        Assert.Equal(("default", 15d), (reset.GetProperty("origin").GetString(), reset.GetProperty("warning").GetDouble()));
    }

    [Theory]
    [InlineData("soil_moisture.low", """{"dwell_s":-1}""", "dwell_s")]
    [InlineData("soil_moisture.low", """{"warning":10,"critical":20}""", "critical")]
    [InlineData("temperature.high", """{"critical":20}""", "critical")]
    [InlineData("temperature.high", """{"hysteresis":-1}""", "hysteresis")]
    [InlineData("soil_moisture.low", """{"warning":200}""", "warning")]
    [InlineData("soil_moisture.high", """{"warning":-5}""", "warning")]
    [InlineData("temperature.low", """{"critical":-300}""", "critical")]
    [InlineData("light.low", """{"warning":500}""", "warning")]
    [InlineData("battery.low", """{"warning":120,"critical":10}""", "warning")]
    public async Task Rules_WrongChange_NamesTheField(string rule, string json, string field)
    {
        await using var host = await PlantHost.StartedAsync();
        var id = await host.Add("Fern");

        var (status, problem) = await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/rules/{rule}", json);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Replay_WhatWasReadLive_RaisesTheSameAlerts()
    {
        await using var host = await PlantHost.StartedAsync();
        var device = host.Admit();
        var id = await Watched(host, device.Id, """{"warning":30,"dwell_s":0,"cooldown_s":0}""");
        foreach (var (soil, condition) in new[] { (50d, "ok"), (20d, "warning"), (50d, "ok") })
        {
            host.Store(device, Now(), soil);
            await host.Until($"/api/v1/plants/{id}", plant => plant.GetProperty("condition").GetString() == condition);
        }

        var live = (await host.Get($"/api/v1/alerts?plant={id}")).Body.GetProperty("items")[0];
        var replayed = Assert.Single((await host.Get($"/api/v1/plants/{id}/replay")).Body.EnumerateArray());

        foreach (var field in new[] { "id", "severity", "since", "raised_at", "recovered_at", "value", "rule" })
        {
            Assert.Equal(live.GetProperty(field).GetRawText(), replayed.GetProperty(field).GetRawText());
        }
    }

    private static async Task<string> Watched(PlantHost host, string device, string soilLow)
    {
        var id = await host.Add("Fern");
        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/rules/soil_moisture.low", soilLow);
        await host.Ask(HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{device}}"}""");
        return id;
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
}
