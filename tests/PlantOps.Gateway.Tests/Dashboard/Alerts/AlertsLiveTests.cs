using System.Net;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Tests.Dashboard.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.Alerts;

/// <summary>What one person says to an alert is on the pages of others at once.</summary>
public sealed class AlertsLiveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Answer_OfSomebodyElse_ChangesTheAlertOnAnOpenPage()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (plant, alert) = await DryAsync(host);
        using var ben = host.Browser(TokenRole.Viewer, "Ben");
        using var page = await OpenAsync(ben, $"/alerts/live?shown={alert}");
        await SeeAsync(page, "event: beat");

        Assert.Equal(HttpStatusCode.SeeOther, (await host.Ada.PostAsync($"/alerts/{alert}/acknowledge")).Status);
        await SeeAsync(page, "Ada looks after it.");
        Assert.Equal(
            HttpStatusCode.OK, (await host.Api.Ask(HttpMethod.Post, $"/api/v1/alerts/{alert}/snooze", """{"hours":8}""")).Status);
        await SeeAsync(page, "Told again in");
        Assert.Equal(HttpStatusCode.SeeOther, (await host.Ada.PostAsync($"/plants/{plant}/mute", ("hours", "8"))).Status);
        await SeeAsync(page, "Nobody is told of it for a while.");
    }

    [Fact]
    public async Task Answer_OfSomebodyElse_ChangesTheCardOnAnOpenPage()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (plant, alert) = await DryAsync(host);
        using var ben = host.Browser(TokenRole.Viewer, "Ben");
        using var page = await OpenAsync(ben, $"/live?plants={plant}");
        await SeeAsync(page, "event: beat");

        await host.Ada.PostAsync($"/alerts/{alert}/acknowledge");
        await SeeAsync(page, "Ada looks after it.");
        await host.Api.Ask(HttpMethod.Put, $"/api/v1/plants/{plant}/mute", """{"hours":8}""");
        await SeeAsync(page, "Nobody is told of it for a while.");
    }

    [Fact]
    public async Task Answer_ToAnAlert_IsAnEventOfItsOwn()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (plant, alert) = await DryAsync(host);
        using var events = host.Service<LiveEvents>().Listen(LiveEventType.Answer, lastId: null);

        await host.Ada.PostAsync($"/alerts/{alert}/acknowledge");
        var unmute = await host.Ada.PostAsync($"/plants/{plant}/mute?alert=one%20%22two", ("hours", "0"));
        await host.Ada.PostAsync($"/alerts/nothing/acknowledge");

        using var acknowledged = JsonDocument.Parse(Next(events)!.Json);
        using var unmuted = JsonDocument.Parse(Next(events)!.Json);
        Assert.Equal(
            (plant, alert, "Ada"),
            (Text(acknowledged, "plant_id"), Text(acknowledged, "alert_id"), Text(acknowledged, "acknowledged_by")));
        Assert.Equal((plant, null, null), (Text(unmuted, "plant_id"), Text(unmuted, "alert_id"), Text(unmuted, "muted_until")));
        Assert.Equal("/alerts#alert-one%20%22two", unmute.Location);
        Assert.Null(Next(events));
        Assert.Equal(LiveEventType.Answer, LiveEventTypes.Parse("answer"));
    }

    private static LiveEvent? Next(LiveSubscription events)
    {
        while (events.Take() is { } happened)
        {
            if (events.Wants(happened)) return happened;
        }

        return null;
    }

    private static string? Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString();

    private static async Task<(string Plant, string Alert)> DryAsync(PlantPagesHost host)
    {
        var device = host.Admit("hw-1");
        var plant = await host.Api.Add("Fern");
        await host.Api.Ask(
            HttpMethod.Put, $"/api/v1/plants/{plant}/rules/soil_moisture.low", """{"warning":30,"dwell_s":0,"cooldown_s":0}""");
        await host.Api.Ask(HttpMethod.Put, $"/api/v1/plants/{plant}/device", $$"""{"device_id":"{{device.Id}}"}""");
        host.Api.Store(device, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 20);
        var open = await host.Api.Until("/api/v1/alerts?open=true", page => page.GetProperty("items").GetArrayLength() == 1);
        return (plant, open.GetProperty("items")[0].GetProperty("id").GetString()!);
    }

    private static async Task<StreamReader> OpenAsync(PageBrowser browser, string path)
    {
        var answer = await browser.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return new StreamReader(await answer.Response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    private static async Task SeeAsync(StreamReader page, string text)
    {
        while (await page.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"The stream ended before \u201c{text}\u201d.");
    }
}
