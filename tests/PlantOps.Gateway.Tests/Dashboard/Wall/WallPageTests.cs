using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Wall;

public sealed class WallPageTests
{
    private const string Api = "/api/v1/walls";
    private const string Markup = "Fern <b>&</b>";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WithTheKey_ShowsThePlantsAndNothingToPress()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        Plant(gateway, Markup, "Kitchen");
        Plant(gateway, "Basil", "Office");
        var path = await MakeAsync(gateway, "Tablet", null);
        using var tablet = new PageBrowser(gateway);

        var page = await tablet.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Fern &lt;b&gt;", page.Html, StringComparison.Ordinal);
        Assert.Contains("<strong>Basil</strong>", page.Html, StringComparison.Ordinal);
        foreach (var part in (string[])["<a ", "<form", "<button", "<nav", "/sign-in", path.Split('/')[2], " style="])
            Assert.DoesNotContain(part, page.Html, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(page.Response.Headers.GetValues("Referrer-Policy")));
        Assert.Contains("no-store", page.Response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Assert.Single(page.Response.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal);
        Assert.False(page.Response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Get_WithAPlace_ShowsItsPlantsOnly()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        Plant(gateway, "Fern", "Kitchen");
        Plant(gateway, "Basil", "Office");
        var path = await MakeAsync(gateway, "Tablet", "Kitchen");
        using var tablet = new PageBrowser(gateway);

        var page = await tablet.GetAsync(path);

        Assert.Contains("Fern", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Basil", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OnceItIsRevoked_ShowsNothingThatWasThere()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        Plant(gateway, "Fern", null);
        var path = await MakeAsync(gateway, "Tablet", null);
        using var tablet = new PageBrowser(gateway);
        Assert.Equal(HttpStatusCode.OK, (await tablet.GetAsync(path)).Status);
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var listed = await owner.GetStringAsync(Api, Token);
        var wall = JsonDocument.Parse(listed).RootElement[0];

        using var revoked = await owner.DeleteAsync($"{Api}/{wall.GetProperty("id").GetString()}", Token);
        var page = await tablet.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(JsonValueKind.Number, wall.GetProperty("last_used").ValueKind);
        Assert.DoesNotContain(path.Split('/')[2], listed, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.DoesNotContain("Fern", page.Html, StringComparison.Ordinal);
        var log = gateway.Services.GetRequiredService<AuditLog>().Read(null, 2);
        Assert.Equal(["wall.revoke", "wall.create"], log.Select(entry => entry.What));
        Assert.All(log, entry => Assert.DoesNotContain(path.Split('/')[2], entry.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_WithAKeyElsewhere_IsLetInNowhere()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var key = (await MakeAsync(gateway, "Tablet", null)).Split('/')[2];
        using var client = gateway.Https();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var owner = gateway.Browser();

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/plants", Token)).StatusCode);
        using var tablet = new PageBrowser(gateway);
        foreach (var path in (string[])["/plants", "/settings", "/live", $"/wall/{key}/x"])
            Assert.NotEqual(HttpStatusCode.OK, (await tablet.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.GetAsync("/wall/" + new string('x', 43))).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await tablet.PostAsync($"/wall/{key}")).Status);
    }

    [Fact]
    public async Task Get_WithWrongKeys_IsHeldBackLongerEachTimeAndThenTold()
    {
        var time = new WaitingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        var path = await MakeAsync(gateway, "Tablet", null);
        using var stranger = new PageBrowser(gateway);
        for (var i = 0; i < ThrottleLimits.Default.FreeFailures; i++)
        {
            var asked = stranger.GetAsync($"/wall/wrong{i}");
            time.Advance(await time.NextWait());
            Assert.Equal(HttpStatusCode.NotFound, (await asked).Status);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.GetAsync("/wall/wrong")).Status);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Get_InTheClear_IsForThisMachineOnly()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var path = await MakeAsync(gateway, "Tablet", null);
        using var other = new PageBrowser(gateway, inTheClear: true);
        other.Headers("X-Forwarded-For", "192.0.2.7");

        Assert.Equal(HttpStatusCode.PermanentRedirect, (await other.GetAsync(path)).Status);
    }

    [Fact]
    public async Task Post_WhatIsNoTablet_IsRefusedByField()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);

        using var wrong = await owner.PostAsJsonAsync(Api, new { name = "\u202e", place = "" }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var errors = (await wrong.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors");
        Assert.Equal(["name", "place"], errors.EnumerateObject().Select(error => error.Name).Order());
        for (var i = 0; i < WallRegistry.Max; i++) await MakeAsync(gateway, $"Tablet {i}", null);
        using var many = await owner.PostAsJsonAsync(Api, new { name = "One more" }, Token);
        Assert.Equal(HttpStatusCode.Conflict, many.StatusCode);
    }

    [Fact]
    public async Task Reload_AfterARestart_KnowsTheKeysByTheirHash()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var key = (await MakeAsync(gateway, "Tablet", "Kitchen")).Split('/')[2];
        var records = gateway.Services.GetRequiredService<IRecords>();

        var again = new WallRegistry(records, gateway.Services.GetRequiredService<AuditLog>(), TimeProvider.System);

        Assert.Equal(("Tablet", "Kitchen"), (again.Authenticate(key)!.Name, again.Authenticate(key)!.Place));
        Assert.Null(again.Authenticate(key + "x"));
        Assert.Null(again.Authenticate(new string('x', 60_000)));
        Assert.DoesNotContain(
            key, Assert.Single(records.Read(RecordSet.WallKeys, RecordRange.All)).Json, StringComparison.Ordinal);
    }

    private static async Task<string> MakeAsync(GatewayHost gateway, string name, string? place)
    {
        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var made = await owner.PostAsJsonAsync(Api, new { name, place }, Token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("path").GetString()!;
    }

    private static void Plant(GatewayHost gateway, string name, string? place)
    {
        var plants = gateway.Services.GetRequiredService<PlantStore>();
        plants.TryCommit(
            [plants.Put(new Plant { Id = PlantStore.NewId(), Name = name, Place = place, CreatedAt = 0 }, expected: 0)]);
    }
}
