using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Moving;

namespace PlantOps.Gateway.Tests.Fleet;

public sealed class FleetWorkTests
{
    [Fact]
    public async Task Begin_AMoveWhileAnotherGatewayRuns_IsRefusedAndNamesIt()
    {
        await using var kit = await FleetKit.OfAsync(2);

        var reason = kit[0].Services.GetRequiredService<StoreMove>().Begin(new StoreOptions { Provider = StoreProvider.LiteDb });

        Assert.Contains($"Other gateways use this database: {Environment.MachineName}", reason, StringComparison.Ordinal);
    }
}
