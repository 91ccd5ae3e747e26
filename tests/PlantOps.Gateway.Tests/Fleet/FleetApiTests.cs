using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>Who is there, over the API, on the command line and on the page.</summary>
public sealed class FleetApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_AtEitherOfTwo_ShowsBothAndWhatEachLooksAfter()
    {
        await using var kit = await FleetKit.OfAsync(2);
        var garden = new FleetGarden(kit[0], 7);
        foreach (var host in kit.Hosts)
        {
            FleetView? view = null;
            await Eventually.IsAsync(() => Total(view = FleetView.Of(FleetKit.FleetOf(host))) == garden.Plants.Count);
            using var owner = host.SignedIn(TokenRole.Owner);
            var shown = await owner.GetFromJsonAsync<JsonElement>("/api/v1/fleet", Token);
            using var local = host.Local();
            var printed = await local.GetFromJsonAsync<JsonElement>("/local/fleet", Token);

            Assert.True(shown.GetProperty("shared").GetBoolean());
            Assert.Equal(FleetKit.FleetOf(host).Id, shown.GetProperty("self").GetString());
            Assert.Equal(FleetKit.FleetOf(kit[0]).Id, shown.GetProperty("leader").GetString());
            var gateways = shown.GetProperty("gateways").EnumerateArray().ToList();
            Assert.Equal(
                kit.Hosts.Select(one => FleetKit.FleetOf(one).Id), gateways.Select(one => one.GetProperty("id").GetString()));
            Assert.All(gateways, one => Assert.Equal("live", one.GetProperty("state").GetString()));
            Assert.All(gateways, one => Assert.InRange(one.GetProperty("lease_ms").GetInt64(), 1, 6000));
            Assert.Equal(2, printed.GetProperty("gateways").GetArrayLength());
        }
    }

    [Fact]
    public async Task Get_WithAStoreOfItsOwn_IsAlone()
    {
        await using var host = await GatewayHost.StartedAsync();
        using var owner = host.SignedIn(TokenRole.Owner);

        var shown = await owner.GetFromJsonAsync<JsonElement>("/api/v1/fleet", Token);

        Assert.False(shown.GetProperty("shared").GetBoolean());
        Assert.Equal(0, shown.GetProperty("gateways").GetArrayLength());
    }

    [Fact]
    public async Task GetThePage_OfOneAndOfTwo_HasTheTableOnlyOfTwo()
    {
        await using var kit = await FleetKit.OfAsync(1);
        Assert.DoesNotContain("Gateways on this database", await PageOf(kit[0]), StringComparison.Ordinal);

        await kit.AddAsync();
        await kit.KnowEachOther();

        foreach (var host in kit.Hosts)
        {
            var page = await PageOf(host);
            Assert.Contains("Gateways on this database", page, StringComparison.Ordinal);
            Assert.Contains(FleetKit.FleetOf(kit[0]).Id, page, StringComparison.Ordinal);
            Assert.Contains(FleetKit.FleetOf(kit[1]).Id, page, StringComparison.Ordinal);
        }
    }

    private static long Total(FleetView view) => view.Gateways.Sum(gateway => gateway.Plants ?? 0);

    private static async Task<string> PageOf(GatewayHost host)
    {
        var (browser, _) = host.Browser(TokenRole.Owner);
        using (browser) return await browser.GetStringAsync("/settings/system", Token);
    }
}
