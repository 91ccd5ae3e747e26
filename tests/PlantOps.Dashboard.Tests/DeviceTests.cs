using System.Text.Json;
using Microsoft.Playwright;
using PlantOps.Portal.Tests;

namespace PlantOps.Dashboard.Tests;

/// <summary>Devices: one comes in by portal and page together, and is told what it should be.</summary>
[Collection(DashboardSuite.Name)]
public sealed class DeviceTests(DashboardFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AddADevice_ByItsPortalAndThisPage_GoesOnToItsPlant(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        var (name, plant) = (scripts ? "Sill" : "Shelf", scripts ? "Tomato" : "Thyme");
        await screen.OpenAsync("/devices");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Add a device" }).ClickAsync();
        await screen.Page.GetByLabel("Name of the device").FillAsync(name);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show the code" }).ClickAsync();
        var code = await screen.Page.Locator("#pass").InnerTextAsync();

        await using var device = new PortalDevice();
        await device.SwitchOnAsync();
        await using var phone = await fixture.PhoneAsync(scripts);
        await phone.OpenAsync(device);
        await phone.FillInAsync("Garden strong", "basil-and-thyme", $"localhost:{fixture.Gateway.HttpsPort}", code);
        await phone.SeeAsync("Your plant sensor is set up");

        await GoneOnAsync(screen, scripts);
        Assert.Equal(5, await screen.Page.Locator("[data-tick=done]").CountAsync());
        await screen.Page.GetByText($"Let in as {name}").WaitForAsync();
        await screen.PictureAsync("enrolment-done");
        await screen.Page.Locator("#f-plant").FillAsync(plant);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var card = screen.Page.Locator(".card", new() { HasText = plant });
        await card.WaitForAsync();
        Assert.Contains("/plants", screen.Page.Url, StringComparison.Ordinal);
        screen.AssertSilent();
        await ForgetAsync(plant);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Device_WhoseSettingsAreChanged_SaysThatItHasNotTakenThemYet(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync($"/devices/{fixture.Garden.Orchid.DeviceId}");
        await screen.Page.GetByText("Change settings").ClickAsync();
        await screen.Page.GetByLabel("Seconds between readings").FillAsync(scripts ? "120" : "180");
        await screen.Page.GetByRole(AriaRole.Region, new() { Name = "Settings" })
            .GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        var row = screen.Page.GetByRole(AriaRole.Row, new() { Name = "Seconds between readings" });
        await row.GetByText(scripts ? "120" : "180").WaitForAsync();
        await screen.Page.GetByText("Retire").First.ClickAsync();
        await screen.Page.Locator("#f-confirm-retire").FillAsync("Ivy");
        await screen.Page.Locator("form[action$=retire] button").ClickAsync();
        await screen.Page.GetByText("That is not its name.").First.WaitForAsync();
        Assert.DoesNotContain(screen.Complaints, line => !line.Contains("422", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mapping_OfAFieldThatItAlsoSends_IsOneTapAndAForm(bool scripts)
    {
        await using var device = await fixture.Garden.EnrolledAsync(fixture.Gateway, scripts ? "DD:01" : "DD:02");
        await device.SayAsync(
            "telemetry", """{"temperature":21.5,"AM2301":{"bed_moisture_percent_of_probe_two":31.5},"rssi_dbm":-61}""");
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync($"/devices/{device.DeviceId}");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "bed_moisture" }).ClickAsync();
        await screen.Page.GetByLabel("Keep it as").SelectOptionAsync("soil_moisture");
        await screen.Page.Locator("#f-mapping-channel").FillAsync("2");
        await screen.AssertGoodOnEachScreenAsync("mapping-form");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).ClickAsync();
        await screen.Page.GetByText("(Soil probe 2)").WaitForAsync();
        await screen.AssertGoodOnEachScreenAsync("mapping");

        await device.SayAsync(
            "telemetry", """{"temperature":21.5,"AM2301":{"bed_moisture_percent_of_probe_two":32.5},"rssi_dbm":-61}""");
        await screen.Page.ReloadAsync();
        await screen.Page.GetByText("32.5").First.WaitForAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).First.ClickAsync();
        await screen.Page.GetByText("rssi_dbm").WaitForAsync();
        screen.AssertSilent();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Calibrate_FromAirToWater_SetsBothPoints(bool scripts)
    {
        await using var device = await fixture.Garden.EnrolledAsync(fixture.Gateway, scripts ? "CC:01" : "CC:02");
        await device.MeasureRawAsync(2000);
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync($"/devices/{device.DeviceId}");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Calibrate the soil probe" }).ClickAsync();
        await screen.PictureAsync("calibrate-begin");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        foreach (var raw in (int[])[2811, 1311])
        {
            await screen.SeeAsync(raw > 2000 ? "Hold the probe in the air" : "Put the probe into water");
            Assert.True(await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Take it" }).IsDisabledAsync());
            for (var i = -2; i <= 2; i++) await device.MeasureRawAsync(raw + i);
            if (!scripts) await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).ClickAsync();
            await screen.Page.GetByText("At rest.").WaitForAsync();
            await screen.AssertGoodOnEachScreenAsync(raw > 2000 ? "calibrate-air" : "calibrate-water");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Take it" }).ClickAsync();
        }

        await screen.Page.GetByText("The last week would have read").WaitForAsync();
        await screen.AssertGoodOnEachScreenAsync("calibrate-check");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Use these values" }).ClickAsync();

        var settings = await fixture.Garden.SendAsync(HttpMethod.Get, $"/api/v1/devices/{device.DeviceId}/settings", null);
        var desired = settings.GetProperty("desired");
        Assert.Equal((2811, 1311, 60),
            (Number(desired, "soil_dry_raw"), Number(desired, "soil_wet_raw"), Number(desired, "interval_s")));
        await screen.Page.GetByRole(AriaRole.Row, new() { Name = "Soil probe in dry air" }).GetByText("2811").WaitForAsync();
        screen.AssertSilent();
        await fixture.Garden.SendAsync(HttpMethod.Post, $"/api/v1/devices/{device.DeviceId}/retire", null);
    }

    private static int Number(JsonElement settings, string name) => settings.GetProperty(name).GetInt32();

    // With scripts the steps go on by themselves, without them by a link.
    private static async Task GoneOnAsync(Screen screen, bool scripts)
    {
        var asks = screen.Page.GetByRole(AriaRole.Heading, new() { Name = "Which plant is it with?" });
        using var deadline = new CancellationTokenSource(Patience);
        while (!scripts && !await asks.IsVisibleAsync())
        {
            deadline.Token.ThrowIfCancellationRequested();
            await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).ClickAsync();
        }

        await asks.WaitForAsync(new() { Timeout = (float)Patience.TotalMilliseconds });
    }

    // Other tests count plants.
    private async Task ForgetAsync(string plant)
    {
        var all = await fixture.Garden.SendAsync(HttpMethod.Get, "/api/v1/plants", null);
        var found = all.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("name").GetString() == plant);
        var device = found.GetProperty("devices")[0].GetProperty("device_id").GetString();
        await fixture.Garden.SendAsync(HttpMethod.Delete, $"/api/v1/plants/{found.GetProperty("id").GetString()}?data=remove",
            null);
        await fixture.Garden.SendAsync(HttpMethod.Post, $"/api/v1/devices/{device}/retire", null);
    }
}
