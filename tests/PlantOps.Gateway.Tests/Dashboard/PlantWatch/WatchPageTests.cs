using System.Net;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Dashboard.Plants;

namespace PlantOps.Gateway.Tests.Dashboard.PlantWatch;

public sealed class WatchPageTests
{
    private const long Hour = 60 * 60 * 1000;

    [Fact]
    public async Task Show_APlantOfASpecies_SaysLimitsAndWhereTheyAreFrom()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");
        await host.Ada.PostAsync(
            $"/plants/{id}/edit", ("name", "Fern"), ("species", "Nephrolepis exaltata"), ("device", host.Admit("hw-1").Id));

        var page = (await host.Ada.GetAsync($"/plants/{id}/watch")).Html;
        using var eve = host.Browser(TokenRole.Viewer, "Eve");
        var looked = (await eve.GetAsync($"/plants/{id}/watch")).Html;

        Assert.Contains("Limits come from Nephrolepis exaltata", page, StringComparison.Ordinal);
        Assert.Contains("Soil moisture too low", page, StringComparison.Ordinal);
        Assert.Contains("as the species", page, StringComparison.Ordinal);
        Assert.Contains("as for every plant", page, StringComparison.Ordinal);
        Assert.Contains("id=\"f-soil_moisture-low-warning\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rule-form", looked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ALimit_IsKeptAndTakenBack()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");
        var path = $"/plants/{id}/watch/soil_moisture.low";

        var changed = await host.Ada.PostAsync(path, ("warning", "32,5"), ("critical", "12"), ("enabled", "true"));
        var own = host.Plant(id).Rules["soil_moisture.low"];
        var off = await host.Ada.PostAsync($"/plants/{id}/watch/no_data");
        var isOff = host.Plant(id).Rules["no_data"].Enabled == false;
        await host.Ada.PostAsync(path + "/reset");
        await host.Ada.PostAsync($"/plants/{id}/watch/no_data", ("enabled", "true"));

        Assert.Equal($"/plants/{id}/watch#rule-soil_moisture-low", changed.Location);
        Assert.Equal((32.5, 12, null), (own.Warning, own.Critical, own.Enabled));
        Assert.True(off.Status == HttpStatusCode.SeeOther && isOff);
        Assert.Empty(host.Plant(id).Rules);
        Assert.Equal(["rule.reset", "rule.reset", "rule.set", "rule.set"], host.Done().Take(4));
    }

    [Theory]
    [InlineData("many", "5", "A number, or nothing")]
    [InlineData("20", "30", "It would be critical before it is a warning")]
    [InlineData("1e9", "", "A number, or nothing")]
    public async Task Change_ToWhatCannotBe_SaysSoAtTheFieldAndKeepsWhatWasTyped(string warning, string critical, string problem)
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var id = await host.Api.Add("Fern");

        var answer = await host.Ada.PostAsync(
            $"/plants/{id}/watch/soil_moisture.low", ("warning", warning), ("critical", critical), ("enabled", "true"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(problem, answer.Html, StringComparison.Ordinal);
        Assert.Contains($"value=\"{warning}\"", answer.Html, StringComparison.Ordinal);
        Assert.Empty(host.Plant(id).Rules);
    }

    [Fact]
    public async Task Try_OtherLimits_SaysWhatTheyWouldHaveSaidBesideWhatHolds()
    {
        await using var host = await PlantPagesHost.StartedAsync();
        var (id, device) = (await host.Api.Add("Fern"), host.Admit("hw-1"));
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await host.Api.Ask(
            HttpMethod.Put, $"/api/v1/plants/{id}/device", $$"""{"device_id":"{{device.Id}}","since":{{now - (48 * Hour)}}}""");
        for (var minute = 0; minute < 300; minute++) host.Api.Store(
            device, now - (20 * Hour) + (minute * 60_000L), minute is > 60 and < 200 ? 25 : 50);

        const string Limits = "warning=40&critical=10&enabled=true";
        var tried = await host.Ada.GetAsync($"/plants/{id}/watch/soil_moisture.low/try?{Limits}");
        var page = await host.Ada.GetAsync($"/plants/{id}/watch?rule=soil_moisture.low&{Limits}");
        var wrong = await host.Ada.GetAsync($"/plants/{id}/watch/soil_moisture.low/try?warning=x&enabled=true");
        var (_, counted) = await host.Api.Get(
            $"/api/v1/plants/{id}/replay/count?from={now - (30 * 24 * Hour)}&rule=soil_moisture.low&warning=40&critical=10");
        var (refused, _) = await host.Api.Get($"/api/v1/plants/{id}/replay/count?warning=40");

        Assert.Contains("30 days: 1 alert<", tried.Html, StringComparison.Ordinal);
        Assert.Contains("As it is now: no alert.", tried.Html, StringComparison.Ordinal);
        Assert.Contains("30 days: 1 alert<", page.Html, StringComparison.Ordinal);
        Assert.Contains("value=\"40\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("A number, or nothing", wrong.Html, StringComparison.Ordinal);
        Assert.Equal((1, 1),
            (counted.GetProperty("alerts").GetInt32(), counted.GetProperty("rules").GetProperty("soil_moisture.low").GetInt32()));
        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Empty(host.Plant(id).Rules);
    }
}
