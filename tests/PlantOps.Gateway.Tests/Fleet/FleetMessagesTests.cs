using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Notifications.Channels;
using PlantOps.Gateway.Notifications.Outbox;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Notifications;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>Each message is sent once, whichever gateway is killed.</summary>
public sealed class FleetMessagesTests
{
    [Fact]
    public async Task Kill_AGatewayWhileAlertsAreRaised_EachIsToldOnce()
    {
        await using var server = await ChannelServer.StartedAsync();
        await using var kit = new FleetKit("--Notifications:AllowLocalTargets", "true");
        await kit.AddAsync();
        using var other = await GatewayProcess.StartedAsync(kit.Store);
        var channels = kit[0].Services.GetRequiredService<ChannelStore>();
        var request = new ChannelRequest
        {
            Kind = "webhook",
            Name = "hook",
            ["url"] = server.Url + "/hook",
            ["key"] = "0123456789abcdef",
        };
        channels.Add(kit[0].Services.GetRequiredService<ChannelMapper>().Channel(request, null));
        var garden = new FleetGarden(kit[0], 8);
        await Eventually.IsAsync(() => FleetKit.FleetOf(kit[0]).IsLive(other.Id));
        foreach (var plant in garden.Plants) await garden.PostFirst(kit[0], plant, 50);
        await Eventually.IsAsync(() => garden.Plants.All(
            plant => kit[0].Services.GetRequiredService<PlantStatusCache>().Found(plant)?.Condition == PlantCondition.Ok));

        foreach (var plant in garden.Plants) await garden.Post(kit[0], plant, 10);
        other.Kill();
        await Eventually.IsAsync(() => garden.Plants.All(plant => FleetGarden.Raised(kit[0]).GetValueOrDefault(plant) == 1));
        var deliveries = kit[0].Services.GetRequiredService<DeliveryStore>();
        await Eventually.IsAsync(() => ToldOf(deliveries).Length >= garden.Plants.Count && deliveries.Open.Count == 0);

        Assert.Equal(garden.Plants.Order(), ToldOf(deliveries).Order());
        var received = new List<string>();
        while (server.Unseen > 0) received.Add((await server.NextRequest()).Headers["webhook-id"]);
        Assert.Equal(deliveries.Newest(null, 100).Select(delivery => delivery.Id).Order(), received.Order());
    }

    private static string[] ToldOf(DeliveryStore deliveries) =>
    [
        .. deliveries.Newest(null, 100).SelectMany(delivery => delivery.Events)
            .Where(told => told.AlertId.EndsWith("soil_moisture.low", StringComparison.Ordinal)).Select(told => told.PlantId),
    ];
}
