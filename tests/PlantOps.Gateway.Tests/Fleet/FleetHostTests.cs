using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>Whole gateways that see each other come and go.</summary>
public sealed class FleetHostTests
{
    [Fact]
    public async Task Start_ASecondGateway_IsKnownToTheFirstWithinASecond()
    {
        await using var kit = await FleetKit.OfAsync(1);
        Assert.False(FleetKit.FleetOf(kit[0]).HasOthers);

        var second = await kit.AddAsync();
        await kit.KnowEachOther();

        Assert.Equal(FleetKit.FleetOf(kit[0]).Id, FleetKit.FleetOf(second).Leader);
        Assert.NotEqual(FleetKit.FleetOf(kit[0]).Owns("pl-fern"), FleetKit.FleetOf(second).Owns("pl-fern"));

        var first = kit[0];
        await kit.Remove(first);
        await Eventually.IsAsync(() => FleetKit.FleetOf(second).IsLeader && !FleetKit.FleetOf(second).HasOthers);
    }

    [Fact]
    public async Task Send_ALine_IsHeardByTheOthersOnly()
    {
        await using var kit = await FleetKit.OfAsync(2);
        var heard = new TaskCompletionSource<FleetMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        var topic = new FleetTopic("test", "Hearing a test", message => heard.TrySetResult(message));
        await using var third =
            await GatewayHost.StartedAsync(substitute: services => services.AddSingleton(topic), more: kit.Store);
        await Eventually.IsAsync(() => FleetKit.FleetOf(kit[0]).Members.Count == 3);
        await Eventually.IsAsync(() =>
        {
            // It may not listen yet.
            kit[0].Services.GetRequiredService<FleetMessages>().Send("test", "a word", atOnce: true);
            return heard.Task.IsCompleted;
        });

        Assert.Equal((FleetKit.FleetOf(kit[0]).Id, "a word"), ((await heard.Task).From, (await heard.Task).Lines[0]));
    }

    [Fact]
    public async Task Start_WithAStoreOfItsOwn_HasNoServiceForOthers()
    {
        await using var host = await GatewayHost.StartedAsync();

        Assert.Null(host.Services.GetService<FleetService>());
        Assert.Null(host.Services.GetService<FleetCourier>());
        Assert.False(host.Services.GetRequiredService<FleetMessages>().Send("test", "a word"));
        Assert.Empty(host.Services.GetRequiredService<FleetMessages>().Take());
    }
}
