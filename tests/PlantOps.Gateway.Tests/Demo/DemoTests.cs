using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Demo;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Dashboard;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Demo;

/// <summary>A gateway with made-up plants.</summary>
public sealed class DemoTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OfADemo_HasAYearAndSaysOnEachPageThatItIsMadeUp()
    {
        using var directory = new TemporaryDirectory();
        await using var gateway = await StartedAsync(directory.Path);
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var stranger = new PageBrowser(gateway);

        var plants = gateway.Services.GetRequiredService<PlantStore>().All;
        Assert.Equal(6, plants.Count);
        foreach (var plant in plants)
        {
            var days = gateway.Services.GetRequiredService<IReadingStore>().Days(plant.Value.Watched!.Stream);
            Assert.InRange(days.Count, 360, 367);
            var journal = await GetAsync(owner, $"/api/v1/plants/{plant.Id}/journal");
            Assert.NotEqual(0, journal.GetProperty("items").GetArrayLength());
        }

        var open = (await GetAsync(owner, "/api/v1/alerts?open=true")).GetProperty("items").EnumerateArray()
            .Select(alert => alert.GetProperty("plant_name").GetString());
        Assert.Contains("Peace lily", open);
        Assert.InRange((await GetAsync(owner, "/api/v1/alerts?limit=200")).GetProperty("items").GetArrayLength(), 8, 120);
        Assert.Empty((await GetAsync(owner, "/api/v1/deliveries")).GetProperty("items").EnumerateArray());
        Assert.Contains("are made up", (await stranger.GetAsync("/sign-in")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfTheSameDemo_MakesNothingUpAgain()
    {
        using var directory = new TemporaryDirectory();
        string[] before;
        await using (var first = await StartedAsync(directory.Path)) before = Ids(first);

        await using var again = await StartedAsync(directory.Path);

        Assert.Equal(before, Ids(again));
    }

    [Fact]
    public void MayBeIn_ADirectoryOfSomethingElse_IsFalse()
    {
        using var directory = new TemporaryDirectory();
        Assert.True(DemoMark.MayBeIn(directory.Path));
        Assert.True(DemoMark.MayBeIn(Path.Combine(directory.Path, "not-there")));

        File.WriteAllText(Path.Combine(directory.Path, "plantops.db"), "");
        Assert.False(DemoMark.MayBeIn(directory.Path));

        File.WriteAllText(Path.Combine(directory.Path, DemoMark.FileName), "");
        Assert.True(DemoMark.MayBeIn(directory.Path));
    }

    [Fact]
    public async Task Page_OfAGatewayThatIsNoDemo_SaysNothingOfOne()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var stranger = new PageBrowser(gateway);

        var page = await stranger.GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("class=\"demo\"", page.Html, StringComparison.Ordinal);
    }

    private static Task<GatewayHost> StartedAsync(string directory) =>
        GatewayHost.StartedAsync(dataDirectory: directory, substitute: services => services.AddDemo(new DemoMark(directory, 1)));

    private static string[] Ids(GatewayHost gateway) =>
        [.. gateway.Services.GetRequiredService<PlantStore>().All.Select(plant => plant.Id).Order(StringComparer.Ordinal)];

    private static async Task<JsonElement> GetAsync(HttpClient owner, string path) =>
        await owner.GetFromJsonAsync<JsonElement>(path, Token);
}
