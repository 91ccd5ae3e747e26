using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>Each page on each kind of screen fits, is for everybody, and makes the browser say nothing.</summary>
[Collection(PagesSuite.Name)]
public sealed class PageTests(DashboardFixture fixture)
{
    [Fact]
    public Task SignIn_OnEveryScreen_IsGood() => LookAsync("sign-in", "/sign-in", signedIn: false);

    [Fact]
    public Task Problem_OnEveryScreen_IsGood() => LookAsync("problem", "/open/nothing", signedIn: false);

    [Fact]
    public async Task Arrivals_OnEveryScreen_AreGood()
    {
        await using (var other = await fixture.ScreenAsync(signedIn: false)) await other.OpenAsync("/sign-in");
        await LookAsync("arrivals", "/arrivals");
    }

    [Fact]
    public Task Plants_OnEveryScreen_AreGood() => LookAsync("plants", "/plants");

    [Fact]
    public Task Plant_OnEveryScreen_IsGood() => LookAsync("plant", $"/plants/{fixture.Garden.Fern.PlantId}?days=30");

    [Fact]
    public Task Alerts_OnEveryScreen_AreGood() => LookAsync("alerts", "/alerts");

    [Fact]
    public Task PlantNew_OnEveryScreen_IsGood() => LookAsync("plant-new", "/plants/new");

    [Fact]
    public Task PlantEdit_OnEveryScreen_IsGood() => LookAsync("plant-edit", $"/plants/{fixture.Garden.Fern.PlantId}/edit");

    [Fact]
    public Task Watch_OnEveryScreen_IsGood() => LookAsync("watch", $"/plants/{fixture.Garden.Fern.PlantId}/watch");

    [Fact]
    public Task Compare_OnEveryScreen_IsGood() => LookAsync(
        "compare", $"/compare?days=30&plant={fixture.Garden.Fern.PlantId}&plant={fixture.Garden.Basil.PlantId}");

    [Fact]
    public Task Keys_OnEveryScreen_AreGood() => LookAsync("keys", "/keys");

    [Fact]
    public Task Settings_OnEveryScreen_AreGood() => LookAsync("settings", "/settings");

    [Fact]
    public Task Passkeys_OnEveryScreen_AreGood() => LookAsync("passkeys", "/settings/passkeys");

    [Fact]
    public async Task Household_OnEveryScreen_IsGood()
    {
        await fixture.Garden.SendAsync(
            HttpMethod.Post, "/api/v1/people", new { name = "Ada", quiet_hours = new { from = "22:00", to = "07:00" } });
        await LookAsync("household", "/settings/household");
    }

    [Fact]
    public async Task Person_OnEveryScreen_IsGood()
    {
        var person = await fixture.Garden.SendAsync(
            HttpMethod.Post, "/api/v1/people", new { name = "Owner", quiet_hours = new { from = "13:00", to = "14:30" } });
        await LookAsync("person", $"/settings/household/{person.GetProperty("id").GetString()}");
        await fixture.Garden.SendAsync(HttpMethod.Delete, $"/api/v1/people/{person.GetProperty("id").GetString()}", null);
    }

    [Fact]
    public async Task PutAway_OnEveryScreen_IsGood()
    {
        var plant = await fixture.Garden.SendAsync(HttpMethod.Post, "/api/v1/plants", new { name = "Old fern", place = "Attic" });
        var path = $"/api/v1/plants/{plant.GetProperty("id").GetString()}";
        await fixture.Garden.SendAsync(HttpMethod.Delete, path + "?data=keep", null);
        await LookAsync("put-away", "/plants/put-away");
        await fixture.Garden.SendAsync(HttpMethod.Delete, path + "?data=remove", null);
    }

    [Fact]
    public Task Phone_OnEveryScreen_IsGood() => LookAsync("phone", "/settings/phone");

    [Fact]
    public Task Walls_OnEveryScreen_AreGood() => LookAsync("walls", "/settings/wall");

    [Fact]
    public Task Tokens_OnEveryScreen_AreGood() => LookAsync("tokens", "/settings/tokens");

    [Fact]
    public Task Logins_OnEveryScreen_AreGood() => LookAsync("logins", "/settings/logins");

    [Fact]
    public Task Audit_OnEveryScreen_IsGood() => LookAsync("audit", "/settings/audit");

    [Fact]
    public async Task SetAside_OnEveryScreen_IsGood()
    {
        await fixture.Garden.Fern.SayAsync(
            "telemetry", $$"""{"temperature":"warm","note":"{{Garden.Markup.Replace("\"", "'", StringComparison.Ordinal)}}"}""");
        await LookAsync("set-aside", "/settings/set-aside");
    }

    [Theory]
    [InlineData("channels", "/settings/channels")]
    [InlineData("channel-new", "/settings/channels/new?kind=email")]
    [InlineData("deliveries", "/settings/deliveries")]
    [InlineData("data", "/settings/data")]
    [InlineData("system", "/settings/system")]
    [InlineData("species", "/settings/species?q=monstra")]
    [InlineData("species-one", "/settings/species/monstera-deliciosa")]
    public Task SettingsPage_OnEveryScreen_IsGood(string name, string path) => LookAsync(name, path);

    [Fact]
    public async Task Trust_OnEveryScreen_IsGood()
    {
        foreach (var kind in ScreenKind.All)
        {
            await using var screen = await fixture.ScreenAsync(signedIn: false, kind);
            await screen.Context.SetExtraHTTPHeadersAsync([new("X-Forwarded-For", "192.0.2.7")]);
            await screen.Page.RouteAsync("**/trusted", route => route.AbortAsync());
            screen.IsExpected = line => line.Contains("net::ERR_", StringComparison.Ordinal);
            await screen.OpenAsync($"http://localhost:{fixture.Gateway.HttpPort}/");
            await screen.SeeAsync("Let this device trust PlantOps");
            await screen.AssertGoodOnEachScreenAsync("trust");
        }
    }

    [Fact]
    public Task Devices_OnEveryScreen_AreGood() => LookAsync("devices", "/devices");

    [Fact]
    public Task NewDevice_OnEveryScreen_IsGood() => LookAsync("device-new", "/devices/new");

    [Fact]
    public Task Device_OnEveryScreen_IsGood() => LookAsync("device", $"/devices/{fixture.Garden.Fern.DeviceId}");

    [Fact]
    public async Task Enrolment_OnEveryScreen_IsGood()
    {
        foreach (var kind in ScreenKind.All)
        {
            await using var screen = await fixture.ScreenAsync(kind: kind);
            await screen.OpenAsync("/devices/new");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" }).ClickAsync();
            await screen.Page.Locator("#pass").WaitForAsync();
            await screen.AssertGoodOnEachScreenAsync("enrolment");
        }
    }

    private async Task LookAsync(string name, string path, bool signedIn = true)
    {
        if (signedIn) await fixture.Garden.MeasureAsync();
        foreach (var kind in ScreenKind.All)
        {
            await using var screen = await fixture.ScreenAsync(signedIn, kind);

            // What is not there is an answer that the browser notes.
            if (name == "problem") screen.IsExpected = line => line.Contains("404", StringComparison.Ordinal);
            await screen.OpenAsync(path);
            await screen.AssertGoodOnEachScreenAsync(name);
        }
    }
}
