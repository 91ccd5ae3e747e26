using System.Net;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Dashboard.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.PlantEdit;

public sealed class PutAwayPageTests
{
    private const string Path = "/plants/put-away";
    private const string Link = "href=\"/plants/put-away\"";

    [Fact]
    public async Task Get_OnceAPlantIsPutAway_HasItWithWhoDidItAndAWayBack()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (fern, basil) = (await host.Api.Add("Fern & Co"), await host.Api.Add("Basil"));
        Assert.DoesNotContain(Link, (await host.Ada.GetAsync("/plants")).Html, StringComparison.Ordinal);

        await host.Ada.PostAsync($"/plants/{fern}/put-away");
        var page = (await host.Ada.GetAsync(Path)).Html;

        Assert.Contains(Link, (await host.Ada.GetAsync("/plants")).Html, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"/plants/{fern}\">Fern &amp; Co</a>", page, StringComparison.Ordinal);
        Assert.Contains("Put away by Ada.", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/plants/{fern}/edit#h-give-up\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(basil, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BringBack_OfOneThatWasPutAway_HasItAmongThePlantsAgain()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var fern = await host.Api.Add("Fern");
        await host.Ada.PostAsync($"/plants/{fern}/put-away");

        var answer = await host.Ada.PostAsync($"/plants/{fern}/bring-back");

        Assert.Equal((HttpStatusCode.SeeOther, $"/plants/{fern}"), (answer.Status, answer.Location));
        Assert.Null(host.Plant(fern).PutAwayAt);
        Assert.Equal("plant.bring_back", host.Done()[0]);
        Assert.Contains($"plant-{fern}", (await host.Ada.GetAsync("/plants")).Html, StringComparison.Ordinal);
        Assert.Contains("No plant is put away.", (await host.Ada.GetAsync(Path)).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Ada.PostAsync("/plants/pl-nothing/bring-back")).Status);
    }

    [Fact]
    public async Task Get_ForAViewer_HasNoButtonsAndTheApiNoRight()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var fern = await host.Api.Add("Fern");
        await host.Api.Ask(HttpMethod.Delete, $"/api/v1/plants/{fern}?data=keep");
        using var ben = host.Browser(TokenRole.Viewer, "Ben");

        var page = (await ben.GetAsync(Path)).Html;
        var (status, plant) = await host.Api.Ask(HttpMethod.Post, $"/api/v1/plants/{fern}/bring-back");

        Assert.Contains(">Fern</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("bring-back", page, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.OK, System.Text.Json.JsonValueKind.Null), (status, plant.GetProperty("put_away_at").ValueKind));
    }

    [Fact]
    public async Task Get_ManyOfThem_AreFiftyOnAPageEachOnce()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        for (var i = 0; i < 51; i++) await host.Ada.PostAsync($"/plants/{await host.Api.Add($"Fern {i}")}/put-away");

        var (first, second) = ((await host.Ada.GetAsync(Path)).Html, (await host.Ada.GetAsync(Path + "?from=50")).Html);

        Assert.Equal((51, 2), (first.Split("/bring-back").Length, second.Split("/bring-back").Length));
        Assert.Contains("?from=50", first, StringComparison.Ordinal);
        Assert.DoesNotContain("?from=", second, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Ada.GetAsync(Path + "?from=-7")).Status);
    }
}
