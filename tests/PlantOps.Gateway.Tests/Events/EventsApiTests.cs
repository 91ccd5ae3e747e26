using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Events;

public sealed class EventsApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listen_WhileADeviceComesMeasuresAndGoes_SeesEach()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        using var listener = await EventListener.StartedAsync(gateway, NewToken(gateway));
        await listener.Comment();

        await device.ConnectAsync();
        var came = await listener.Next();
        await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5,"soil_moisture":40}""");
        var measured = await listener.Next();
        gateway.Services.GetRequiredService<DeviceRegistry>().Change(device.Device, current => current.Released(1));
        var went = await listener.Next();

        Assert.Equal("text/event-stream", listener.ContentType?.MediaType);
        Assert.Equal(("device", device.Device.Id, "online"), (came?.Type, Text(came, "device_id"), Text(came, "state")));
        Assert.Equal(("reading", device.Device.Id), (measured?.Type, Text(measured, "device_id")));
        Assert.Equal(21.5, measured!.Data.GetProperty("values").GetProperty("temperature").GetDouble());
        Assert.Equal(1, measured.Data.GetProperty("count").GetInt32());
        Assert.Equal(("device", "released"), (went?.Type, Text(went, "state")));
    }

    [Fact]
    public async Task Listen_ABufferArrives_IsOneEventWithTheLatestAndFromWhenItIs()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var device = new BrokerClient(gateway, "AA:BB");
        await device.ConnectAsync();
        using var listener = await EventListener.StartedAsync(gateway, NewToken(gateway), "?types=reading");
        await listener.Comment();
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        await device.PublishAsync(
            device.Topic("telemetry"),
            $$"""{"boot":1,"readings":[{"seq":1,"ts":{{now - 60_000}},"soil_moisture":50},{"seq":3,"ts":{{now}},"soil_moisture":40},{"seq":2,"ts":{{now - 30_000}},"soil_moisture":45}]}""");

        var seen = await listener.Next();
        Assert.Equal((now, now - 60_000, 3),
            (seen!.Data.GetProperty("t").GetInt64(), seen.Data.GetProperty("from").GetInt64(),
                seen.Data.GetProperty("count").GetInt32()));
        Assert.Equal(40, seen.Data.GetProperty("values").GetProperty("soil_moisture").GetDouble());
    }

    [Fact]
    public async Task Listen_WithTheLastId_GetsWhatHappenedMeanwhileOnce()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var token = NewToken(gateway);
        var events = gateway.Services.GetRequiredService<LiveEvents>();
        string lastId;
        using (var first = await EventListener.StartedAsync(gateway, token, "?types=alert"))
        {
            await first.Comment();
            Publish(events, 1);
            Assert.Equal("1", Text(await first.Next(), "id"));
            lastId = first.LastId;
        }

        Publish(events, 2);
        using var second = await EventListener.StartedAsync(gateway, token, "?types=alert", lastId);
        var missed = await second.Next();
        Publish(events, 3);
        var live = await second.Next();

        Assert.Equal(("alert", "2", "3"), (missed?.Type, Text(missed, "id"), Text(live, "id")));
    }

    [Fact]
    public async Task Listen_WithAnIdOfAnotherRun_IsToldToReadAnew()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var listener = await EventListener.StartedAsync(gateway, NewToken(gateway), lastId: "deadbeef-17");

        var reset = await listener.Next();
        Publish(gateway.Services.GetRequiredService<LiveEvents>(), 1);

        Assert.Equal("reset", reset?.Type);
        Assert.Equal("1", Text(await listener.Next(), "id"));
        Assert.NotEqual("deadbeef-17", listener.LastId);
    }

    [Fact]
    public async Task Listen_NothingHappens_GetsACommentEvery15Seconds()
    {
        var time = new WaitingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        using var listener = await EventListener.StartedAsync(gateway, NewToken(gateway));
        await listener.Comment();

        for (var i = 0; i < 3; i++)
        {
            while (await time.NextWait() != EventStream.Heartbeat)
            {
                // Somebody else's.
            }

            time.Advance(EventStream.Heartbeat);
            await listener.Comment();
        }
    }

    [Fact]
    public async Task Listen_TokenIsRevoked_EndsWithTheNextEvent()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var tokens = gateway.Services.GetRequiredService<TokenRegistry>();
        var (token, text) = tokens.Make("phone", TokenRole.Viewer);
        using var listener = await EventListener.StartedAsync(gateway, text);
        await listener.Comment();

        tokens.Revoke(token);
        Publish(gateway.Services.GetRequiredService<LiveEvents>(), 1);

        while (await listener.Next() is not null)
        {
            // What was on its way already.
        }
    }

    [Fact]
    public async Task Stop_WhileSomebodyListens_EndsTheStreamAtOnce()
    {
        var gateway = await GatewayHost.StartedAsync();
        using var listener = await EventListener.StartedAsync(gateway, NewToken(gateway));
        await listener.Comment();

        await gateway.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(3), Token);

        Assert.Null(await listener.Next());
    }

    [Fact]
    public async Task Listen_ToWhatThereIsNot_NamesTheField()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn();

        using var answer = await client.GetAsync("/api/v1/events?types=weather", Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(
            (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors").TryGetProperty("types", out _));
    }

    private static string NewToken(GatewayHost gateway) =>
        gateway.Services.GetRequiredService<TokenRegistry>().Create("listener", TokenRole.Viewer);

    private static void Publish(LiveEvents events, int number) => events.Publish(
        LiveEventType.Alert,
        new AlertEvent
        {
            Id = $"{number}",
            AlertId = "a",
            PlantId = "p",
            Kind = AlertEventKind.Raised,
            Severity = AlertSeverity.Warning,
            At = 1,
        },
        AlertsJson.Default.AlertEvent);

    private static string? Text(SeenEvent? seen, string name) => seen?.Data.GetProperty(name).GetString();
}
