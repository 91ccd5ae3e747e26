using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Plants;

namespace PlantOps.Gateway.Tests.Care;

public sealed class CareApiTests
{
    private const long Hour = 60 * 60 * 1000;
    private const long Day = 24 * Hour;

    private static readonly long Now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_PlantWhoseSoilIsDry_IsToBeWateredWithTheReadingThatSaysSo()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var id = await DryFern(host);

        var (status, plan) = await host.Get($"/api/v1/plants/{id}/care");
        var item = Items(plan).Single(item => item.GetProperty("id").GetString() == "water-now");
        var facts = item.GetProperty("refs").EnumerateArray()
            .Select(known => plan.GetProperty("facts").GetProperty(known.GetString()!)).ToList();
        var reading = facts.Single(fact => fact.GetProperty("name").GetString() == "soil_moisture");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(("rules", 1), (plan.GetProperty("source").GetString(), plan.GetProperty("version").GetInt32()));
        Assert.Equal("Water it.", plan.GetProperty("summary").GetString());
        Assert.Contains(
            $"{reading.GetProperty("value").GetDouble():0.#} %", item.GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.Equal(("reading", 1), (reading.GetProperty("kind").GetString(), reading.GetProperty("boot").GetInt64()));
        Assert.Contains(facts, fact => fact.GetProperty("field").GetString() == "soil_moisture.low");
        Assert.Equal(JsonValueKind.Null, plan.GetProperty("model").ValueKind);
    }

    [Fact]
    public async Task Get_InGerman_SaysTheSameInGerman()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var id = await DryFern(host);

        var (_, plan) = await host.Get($"/api/v1/plants/{id}/care?language=de");
        var (status, problem) = await host.Get($"/api/v1/plants/{id}/care?language=fr");

        Assert.Equal(("de", "Gieße sie."), (plan.GetProperty("language").GetString(), plan.GetProperty("summary").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("language", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_WhileNothingChanges_IsNoNewVersion()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var id = await DryFern(host);
        await host.Get($"/api/v1/plants/{id}/care");

        await host.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/care/refresh");
        var (_, plan) = await host.Ask(HttpMethod.Post, $"/api/v1/plants/{id}/care/refresh");
        var (_, history) = await host.Get($"/api/v1/plants/{id}/care/history");

        Assert.Equal(1, plan.GetProperty("version").GetInt32());
        Assert.Single(history.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Done_AWateringByWhoWaters_IsInTheJournalOnceAndThePlanChanges()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var id = await DryFern(host);
        using var ben = gateway.SignedIn(TokenRole.Waters);
        var path = $"/api/v1/plants/{id}/care/items/water-now/done";

        using var first = await ben.PostAsJsonAsync(path, new Dictionary<string, int> { ["amount_ml"] = 300 }, Token);
        using var again = await ben.PostAsync(path, null, Token);
        var entry = await first.Content.ReadFromJsonAsync<JsonElement>(Token);
        var (_, plan) = await host.Get($"/api/v1/plants/{id}/care");
        var journal = host.Service<PlantJournal>().Read(PlantJournal.Of(id));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(("watered", 300), (entry.GetProperty("kind").GetString(), entry.GetProperty("amount_ml").GetInt32()));
        Assert.Equal(entry.GetProperty("id").GetString(),
            (await again.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("id").GetString());
        Assert.Equal("water-now", Assert.Single(journal).Value.Care);
        Assert.Equal(2, plan.GetProperty("version").GetInt32());
        Assert.DoesNotContain(Items(plan), item => item.GetProperty("id").GetString() == "water-now");
    }

    [Fact]
    public async Task Done_WhatIsNotThereOrLeftAloneOrWrong_SaysSo()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var id = await DryFern(host);
        var path = $"/api/v1/plants/{id}/care/items";

        var (missing, problem) = await host.Ask(HttpMethod.Post, $"{path}/dance/done", "{}");
        var (wrong, _) = await host.Ask(HttpMethod.Post, $"{path}/water-now/done", """{"amount_ml":-1}""");
        var (nobody, _) = await host.Ask(HttpMethod.Post, "/api/v1/plants/pl-nothere/care/items/feed/done", "{}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (missing, wrong, nobody));
        Assert.Contains("water-now", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_PlantOfWhichNothingIsKnown_SaysWhatIsMissing()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var id = await host.Add("Fern");

        var (_, plan) = await host.Get($"/api/v1/plants/{id}/care");

        Assert.Equal(
            ["choose-species", "feel-soil", "look-over"], Items(plan).Select(item => item.GetProperty("id").GetString()).Order());
        Assert.Contains(plan.GetProperty("unknown").EnumerateArray(), what => what.GetString() == "species");
        Assert.Equal("unknown", plan.GetProperty("away").GetProperty("advice").GetString());
    }

    [Fact]
    public async Task Due_AtSeveralPlants_ListsThemWithTheirNames()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var id = await DryFern(host);
        await host.Add("Stranger");

        var (_, due) = await host.Get("/api/v1/care");
        var (status, _) = await host.Get("/api/v1/care?days=99");

        var first = due.EnumerateArray().First();
        Assert.Equal((id, "Fern", "water-now"),
            (first.GetProperty("plant_id").GetString(), first.GetProperty("plant_name").GetString(),
                first.GetProperty("item").GetProperty("id").GetString()));
        Assert.Contains(due.EnumerateArray(), one => one.GetProperty("plant_name").GetString() == "Stranger");
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Get_PlantThatWasPutAwayOrRemoved_HasNoPlan()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        var (kept, gone) = (await DryFern(host), await host.Add("Gone"));
        await host.Get($"/api/v1/plants/{gone}/care");
        await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{kept}?data=keep");
        await host.Ask(HttpMethod.Delete, $"/api/v1/plants/{gone}?data=remove");

        Assert.Equal(HttpStatusCode.NotFound, (await host.Get($"/api/v1/plants/{kept}/care")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Get($"/api/v1/plants/{gone}/care")).Status);
        Assert.Empty(host.Service<CarePlanStore>().Read(CarePlanStore.Of(gone)));
    }

    [Fact]
    public async Task IsUpToDate_QuietPlant_NeedsNoReadings()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var host = new PlantHost(gateway);
        await DryFern(host);
        var plans = host.Service<CarePlans>();
        var fern = plans.Plants.Single();

        Assert.False(plans.IsUpToDate(fern));

        // Its alert may be raised meanwhile.
        await Eventually.IsAsync(() => plans.IsUpToDate(fern), () => plans.Current(fern));
        host.Service<PlantJournal>().Write(fern.Id, new JournalRequest { Kind = JournalKind.Fertilised }, "Ada");
        Assert.False(plans.IsUpToDate(fern));
    }

    /// <summary>A Boston fern whose soil has just fallen below 40 %.</summary>
    private static async Task<string> DryFern(PlantHost host)
    {
        var (_, plant) =
            await host.Ask(HttpMethod.Post, "/api/v1/plants", """{"name":"Fern","species":"nephrolepis-exaltata"}""");
        var id = plant.GetProperty("id").GetString()!;
        var device = host.Admit();
        await host.Ask(
            HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{device.Id}}","since":{{Now - (6 * Day)}}}""");
        for (var hour = 5 * 24; hour >= 0; hour--) host.Store(device, Now - (hour * Hour) - 60_000, 38.5 + (hour * 0.2));
        return id;
    }

    private static JsonElement[] Items(JsonElement plan) => [.. plan.GetProperty("items").EnumerateArray()];
}
