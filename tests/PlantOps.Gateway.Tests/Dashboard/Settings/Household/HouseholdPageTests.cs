using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Notifications.People;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Settings.Household;

public sealed class HouseholdPageTests
{
    private const string Path = "/settings/household";
    private const string Markup = "<script>alert(1)</script> & \"Ann\"";

    [Fact]
    public async Task End_ASessionElsewhere_LeadsThatBrowserToSignInWithTheWayBack()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        using var ben = gateway.Browser("Ben", TokenRole.Waters);
        var session = Sessions(gateway).Of("ben").Single();

        var answer = await ada.PostAsync($"{Path}/sessions/{session.Id}/end");
        var tapped = await ben.GetAsync("/alerts?show=over");
        ben.Headers("Referer", $"{ben.Home}plants?show=needs");
        var posted = await ben.PostAsync("/plants/pl-1/watered");

        Assert.Equal((HttpStatusCode.SeeOther, Path), (answer.Status, answer.Location));
        Assert.Equal("/sign-in?back=%2Falerts%3Fshow%3Dover", tapped.Location);
        Assert.Equal("/sign-in?back=%2Fplants%3Fshow%3Dneeds", posted.Location);
        Assert.Equal("session.end", Newest(gateway).What);
        Assert.Equal("Ada", Newest(gateway).Who);
    }

    [Theory]
    [InlineData("https://evil.example/plants", null)]
    [InlineData("/plants", null)]
    public async Task Post_WithoutASession_LeadsBackToNobodyElsesPage(string referer, string? back)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var stranger = new PageBrowser(gateway);
        stranger.Headers("Referer", referer);

        Assert.Equal("/sign-in" + back, (await stranger.PostAsync("/plants/pl-1/watered")).Location);
    }

    [Fact]
    public async Task Ask_ByHtmxWithoutASession_LeadsBackToThePageThatAsks()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var stranger = new PageBrowser(gateway);
        stranger.Headers("HX-Request", "true");
        stranger.Headers("HX-Current-URL", $"{stranger.Home}plants/pl-1?days=30");

        var answer = await stranger.PostAsync("/plants/pl-1/watered");

        Assert.Equal(
            "/sign-in?back=%2Fplants%2Fpl-1%3Fdays%3D30", Assert.Single(answer.Response.Headers.GetValues("HX-Redirect")));
    }

    [Fact]
    public async Task End_AllOfAPerson_LeavesTheOneThatAsks()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        using var phone = gateway.Browser("Ada");
        using var ben = gateway.Browser("Ben");

        await ada.PostAsync($"{Path}/sessions/end", ("person", "Ada"));

        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await ben.GetAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await phone.GetAsync(Path)).Status);
    }

    [Fact]
    public async Task End_TheOwnOne_SignsOut()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");

        var answer = await ada.PostAsync($"{Path}/sessions/{Sessions(gateway).Of("Ada").Single().Id}/end");

        Assert.Equal("/sign-in", answer.Location);
        Assert.Empty(Sessions(gateway).All);
    }

    [Fact]
    public async Task Add_APerson_IsToldAndShownAsText()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");

        var answer = await ada.PostAsync(
            $"{Path}/new", ("name", Markup), ("quiet_from", "21:30"), ("quiet_to", "06:00"), ("digest_at", ""),
            ("time_zone", "Europe/Berlin"));

        Assert.Equal(Path, answer.Location);
        var person = Assert.Single(People(gateway).All).Value;
        Assert.Equal(
            (Markup, "Europe/Berlin", false, null), (person.Name, person.TimeZone, person.CriticalAtNight, person.DigestAt));
        Assert.Equal(new QuietHours(new TimeOnly(21, 30), new TimeOnly(6, 0)), person.Quiet);
        Assert.Equal(("person.add", "Ada", Markup), (Newest(gateway).What, Newest(gateway).Who, Newest(gateway).Details));
        var page = (await ada.GetAsync(Path)).Html;
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("Quiet from 21:30 to 06:00.", page, StringComparison.Ordinal);
        Assert.Contains("2 people", (await ada.GetAsync("/settings")).Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "", "f-name")]
    [InlineData("name", "local", "f-name")]
    [InlineData("name", "Ann", "f-name")]
    [InlineData("quiet_from", "25:00", "f-quiet_from")]
    [InlineData("quiet_to", "21:30", "f-quiet_to")]
    [InlineData("digest_at", "soon", "f-digest_at")]
    [InlineData("time_zone", "Mars", "f-time_zone")]
    public async Task Change_WithAWrongField_SaysSoThereAndKeepsWhatWasTyped(string field, string value, string at)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        using var ben = gateway.Browser("Ben");
        using var ann = gateway.Browser("Ann");
        var person = Add(gateway, "Ben");
        var fields = new Dictionary<string, string>
        {
            ["name"] = "Ben", ["quiet_from"] = "21:30", ["quiet_to"] = "06:15", ["digest_at"] = "09:05", ["time_zone"] = "UTC",
            [field] = value, };

        var answer = await ada.PostAsync($"{Path}/{person.Id}", [.. fields.Select(one => (one.Key, one.Value))]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains($"id=\"{at}-problem\"", answer.Html, StringComparison.Ordinal);
        Assert.Contains("One field is not right yet", answer.Html, StringComparison.Ordinal);
        foreach (var typed in fields.Values.Where(text => text.Length > 0))
            Assert.Contains($"value=\"{typed}\"", answer.Html, StringComparison.Ordinal);
        Assert.Equal(person.Value, People(gateway).Find(person.Id)!.Value with { Channels = person.Value.Channels });
    }

    [Fact]
    public async Task Change_TheName_TakesTheSessionsAlong()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        using var ben = gateway.Browser("ben", TokenRole.Waters);
        var person = Add(gateway, "Ben");

        await ada.PostAsync($"{Path}/{person.Id}", ("name", "Benjamin"), ("time_zone", "UTC"), ("role", "viewer"));

        Assert.Contains("Benjamin, looks only", (await ben.GetAsync("/plants")).Html, StringComparison.Ordinal);
        Assert.Equal("Benjamin", People(gateway).Find(person.Id)!.Value.Name);
        Sessions(gateway).Reload();
        Assert.Equal(("Benjamin", "viewer"), Sessions(gateway).Of("benjamin").Select(one => (one.Person, one.Role)).Single());
    }

    [Fact]
    public async Task Change_TheOwnRights_IsRefused()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        var person = Add(gateway, "Ada");

        var answer = await ada.PostAsync($"{Path}/{person.Id}", ("name", "Ada"), ("time_zone", "UTC"), ("role", "viewer"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("id=\"f-role-problem\"", answer.Html, StringComparison.Ordinal);
        Assert.Equal("owner", Sessions(gateway).Of("Ada").Single().Role);
    }

    [Fact]
    public async Task Remove_APerson_NeedsTheNameAndSignsThemOut()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        using var ben = gateway.Browser("Ben");
        var person = Add(gateway, "Ben");

        var refused = await ada.PostAsync($"{Path}/{person.Id}/remove", ("confirm", "Bern"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("value=\"Bern\"", refused.Html, StringComparison.Ordinal);
        Assert.Single(Sessions(gateway).Of("Ben"));

        var removed = await ada.PostAsync($"{Path}/{person.Id}/remove", ("confirm", "ben"));
        Assert.Equal(Path, removed.Location);
        Assert.Empty(People(gateway).All);
        Assert.Empty(Sessions(gateway).Of("Ben"));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"{Path}/{person.Id}")).Status);
    }

    [Fact]
    public async Task Get_WhereSomebodyIsSignedIn_IsWhenTheyWereThereLast()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ada = gateway.Browser("Ada");
        var before = Sessions(gateway).All.Single();

        await ada.GetAsync("/plants");

        Assert.True(Sessions(gateway).LastSeen(before) >= before.LastUsed);
        Assert.Contains("this browser", (await ada.GetAsync(Path)).Html, StringComparison.Ordinal);
    }

    private static Versioned<Person> Add(GatewayHost gateway, string name) => People(gateway).Add(new Person
    {
        Id = "", Name = name, TimeZone = "UTC", CriticalAtNight = true, CreatedAt = 0,
    });

    private static PersonStore People(GatewayHost gateway) => gateway.Services.GetRequiredService<PersonStore>();

    private static SessionRegistry Sessions(GatewayHost gateway) => gateway.Services.GetRequiredService<SessionRegistry>();

    private static AuditEntry Newest(GatewayHost gateway) =>
        gateway.Services.GetRequiredService<AuditLog>().Read(null, 1).Single();
}
