using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage.Postgres;

namespace PlantOps.Gateway.Tests.Fleet;

/// <summary>
/// Each plant is judged by one of several gateways, whichever its readings come by, and by another when that one is gone.
/// </summary>
public sealed class FleetWatchingTests
{
    // So many that of two gateways neither has fewer than two, but once in half a million runs.
    private const int Plants = 24;

    [Fact]
    public async Task Post_AtOneOfThree_RaisesEachAlertOnceAndAllShowIt()
    {
        await using var kit = await FleetKit.OfAsync(3);
        var garden = new FleetGarden(kit[0], 12);
        Assert.True(garden.Plants.Select(plant => FleetKit.FleetOf(kit[0]).OwnerOf(plant)).Distinct().Count() > 1);
        await Eventually.IsAsync(
            () => kit.Hosts.Sum(host => host.Services.GetRequiredService<PlantEvaluator>().Plants) == garden.Plants.Count);
        foreach (var plant in garden.Plants) await garden.PostFirst(kit[0], plant, 50);
        await Shown(kit, garden, PlantCondition.Ok);

        var began = Stopwatch.StartNew();
        foreach (var plant in garden.Plants) await garden.Post(kit[1], plant, 10);
        var posted = began.Elapsed;
        await Shown(kit, garden, PlantCondition.Critical);

        TestContext.Current.SendDiagnosticMessage(
            $"Shown by all {(began.Elapsed - posted).TotalMilliseconds:0} ms after the last was posted.");
        Assert.All(garden.Plants, plant => Assert.Equal(1, FleetGarden.Raised(kit[2]).GetValueOrDefault(plant)));
        var moments =
            garden.Plants.Select(plant => kit.Hosts.Select(host => Status(host, plant)!.LastReadingAt).Distinct().Count());
        Assert.All(moments, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Start_AGatewayMore_ShowsWhatOthersHaveFound()
    {
        await using var kit = await FleetKit.OfAsync(1);
        var garden = new FleetGarden(kit[0], 6);
        foreach (var plant in garden.Plants) await garden.PostFirst(kit[0], plant, 50);
        await Shown(kit, garden, PlantCondition.Ok);

        await kit.AddAsync();

        await Shown(kit, garden, PlantCondition.Ok);
        Assert.Empty(FleetGarden.Raised(kit[1]));
    }

    [Fact]
    public async Task Kill_TheGatewayOfAPlant_AnotherRaisesItsAlert()
    {
        await using var kit = await FleetKit.OfAsync(1);
        using var other = await GatewayProcess.StartedAsync(kit.Store);
        var garden = new FleetGarden(kit[0], Plants);
        var theirs = await PlantOf(other.Id, kit[0], garden);
        foreach (var plant in garden.Plants) await garden.PostFirst(kit[0], plant, 50);
        await Eventually.IsAsync(() => garden.Plants.All(plant => Status(kit[0], plant)?.Condition == PlantCondition.Ok));

        await garden.Post(kit[0], theirs, 10);
        await Eventually.IsAsync(() => FleetGarden.Raised(kit[0]).GetValueOrDefault(theirs) == 1);
        var next = garden.Plants.First(plant => plant != theirs && FleetKit.FleetOf(kit[0]).OwnerOf(plant) == other.Id);
        other.Kill();
        var killed = Stopwatch.StartNew();
        await garden.Post(kit[0], next, 10);
        await Eventually.IsAsync(() => FleetGarden.Raised(kit[0]).GetValueOrDefault(next) == 1);

        TestContext.Current.SendDiagnosticMessage($"Raised {killed.Elapsed.TotalMilliseconds:0} ms after the kill.");
        Assert.Equal(1, FleetGarden.Raised(kit[0]).GetValueOrDefault(theirs));
    }

    [Fact]
    public async Task Pause_TheGatewayOfAPlantForLongerThanItsLease_DoesNoHarmWhenItGoesOn()
    {
        await using var kit = await FleetKit.OfAsync(1);
        using var other = await GatewayProcess.StartedAsync(kit.Store);
        var garden = new FleetGarden(kit[0], Plants);
        var theirs = await PlantOf(other.Id, kit[0], garden);
        foreach (var plant in garden.Plants) await garden.PostFirst(kit[0], plant, 50);
        await Eventually.IsAsync(() => garden.Plants.All(plant => Status(kit[0], plant)?.Condition == PlantCondition.Ok));

        other.Pause();
        await garden.Post(kit[0], theirs, 10);
        await Eventually.IsAsync(() => FleetGarden.Raised(kit[0]).GetValueOrDefault(theirs) == 1);
        Assert.False(FleetKit.FleetOf(kit[0]).HasOthers);
        other.GoOn();
        await Eventually.IsAsync(() => FleetKit.FleetOf(kit[0]).HasOthers);
        await garden.Post(kit[0], theirs, 9);
        var last = kit[0].Services.GetRequiredService<TimeProvider>().GetUtcNow().AddSeconds(-5).ToUnixTimeMilliseconds();
        await Eventually.IsAsync(
            () => Status(kit[0], theirs) is { Condition: PlantCondition.Critical } status && status.LastReadingAt >= last);

        Assert.Equal(1, FleetGarden.Raised(kit[0]).GetValueOrDefault(theirs));
    }

    [Fact]
    public async Task Terminate_EveryConnectionToTheDatabase_LosesNoAlertAndNoState()
    {
        await using var kit = await FleetKit.OfAsync(2);
        var garden = new FleetGarden(kit[0], Plants);
        foreach (var plant in garden.Plants) await garden.PostFirst(kit[0], plant, 50);
        await Shown(kit, garden, PlantCondition.Ok);

        foreach (var plant in garden.Plants) await garden.Post(kit[0], plant, 10);
        PostgresServer.Execute(
            kit.Store[3],
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        await Shown(kit, garden, PlantCondition.Critical);
        Assert.All(garden.Plants, plant => Assert.Equal(1, FleetGarden.Raised(kit[0]).GetValueOrDefault(plant)));
    }

    private static async Task<string> PlantOf(string gateway, GatewayHost host, FleetGarden garden)
    {
        await Eventually.IsAsync(() => FleetKit.FleetOf(host).IsLive(gateway));
        return garden.Plants.First(plant => FleetKit.FleetOf(host).OwnerOf(plant) == gateway);
    }

    private static PlantStatus? Status(GatewayHost host, string plant) =>
        host.Services.GetRequiredService<PlantStatusCache>().Found(plant);

    private static Task Shown(FleetKit kit, FleetGarden garden, PlantCondition condition) => Eventually.IsAsync(
        () => kit.Hosts.All(host => garden.Plants.All(plant => Status(host, plant)?.Condition == condition)));
}
