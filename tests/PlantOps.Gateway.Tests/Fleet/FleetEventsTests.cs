using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Tests.Broker;
using PlantOps.Gateway.Tests.Events;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>Who listens at one gateway sees what happens at any.</summary>
public sealed class FleetEventsTests
{
    [Fact]
    public async Task Listen_WhileADeviceMeasuresAtAnotherGateway_SeesEachOnce()
    {
        await using var kit = await FleetKit.OfAsync(2);
        using var device = new BrokerClient(kit[0], "AA:BB");
        await Eventually.IsAsync(() => kit[1].Services.GetRequiredService<DeviceRegistry>().Find(device.Device.Id) is not null);
        using var listener = await EventListener.StartedAsync(kit[1], NewToken(kit[1]));

        // What happened until the others knew of it may be missing.
        Assert.Equal("reset", (await listener.Next())?.Type);
        await device.ConnectAsync();
        await device.PublishAsync(device.Topic("telemetry"), """{"temperature":21.5,"soil_moisture":40}""");
        var seen = new List<string>();
        while (!seen.Contains("reading") || !seen.Contains("device")) seen.Add((await listener.Next())!.Type);

        Assert.Equal(["device", "reading"], seen.Order());
        Assert.True(kit[0].Services.GetRequiredService<LiveEvents>().Relay!.IsWanted);
        Assert.False(kit[1].Services.GetRequiredService<LiveEvents>().Relay!.IsWanted);
    }

    [Fact]
    public async Task Listen_WithAnIdOfAnotherGateway_IsReset()
    {
        await using var kit = await FleetKit.OfAsync(2);
        using var first = await EventListener.StartedAsync(kit[0], NewToken(kit[0]));
        await first.Comment();

        using var second = await EventListener.StartedAsync(kit[1], NewToken(kit[1]), lastId: first.LastId);

        Assert.Equal("reset", (await second.Next())?.Type);
    }

    private static string NewToken(GatewayHost gateway) =>
        gateway.Services.GetRequiredService<TokenRegistry>().Create("listener", TokenRole.Viewer);
}
