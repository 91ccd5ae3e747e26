using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>Keys, searching, and alerts that are new.</summary>
[Collection(DashboardSuite.Name)]
public sealed class KeyTests(DashboardFixture fixture)
{
    [Fact]
    public async Task Keys_OnPages_DoWhatLinksAndButtonsDoUntilTheyAreSwitchedOff()
    {
        await using var screen = await fixture.ScreenAsync();
        await fixture.Garden.MeasureAsync();
        await screen.OpenAsync("/plants");
        await screen.Page.Locator("#link[data-state=live]").WaitForAsync();

        await screen.Page.Keyboard.PressAsync("j");
        await screen.Page.Keyboard.PressAsync("j");
        Assert.Equal(1, await FocusedCardAsync(screen));
        await screen.Page.Keyboard.PressAsync("/");
        await screen.Page.Keyboard.TypeAsync("orchid");
        await screen.Page.Keyboard.PressAsync("Enter");
        await screen.Page.Locator(".card").And(screen.Page.Locator(":only-child")).WaitForAsync();
        await screen.Page.Keyboard.PressAsync("g");
        await screen.Page.Keyboard.PressAsync("a");
        await screen.AtAsync("/alerts");
        await screen.Page.Keyboard.PressAsync("?");
        await screen.SeeAsync("Keys");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Switch keys off" }).ClickAsync();
        await screen.Page.Keyboard.PressAsync("g");
        await screen.Page.Keyboard.PressAsync("p");

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Switch keys on" }).WaitForAsync();
        Assert.EndsWith("/keys", screen.Page.Url, StringComparison.Ordinal);
        screen.AssertSilent();
    }

    [Fact]
    public async Task Search_WithoutScripts_ShowsThoseThatHaveIt()
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: false));
        await screen.OpenAsync("/plants");
        await screen.Page.GetByRole(AriaRole.Searchbox).FillAsync("bathroom");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await screen.SeeAsync("plant");

        Assert.Equal(1, await screen.Page.Locator(".card").CountAsync());
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Bedroom 1" }).WaitForAsync();
    }

    [Fact]
    public async Task Alerts_ThatChange_ChangeInTheirPlaceAndNewOnesAreToldOf()
    {
        await using var screen = await fixture.ScreenAsync();
        await fixture.Garden.MeasureAsync();
        await screen.OpenAsync("/alerts");
        await screen.Page.Locator("#link[data-state=live]").WaitForAsync();

        await fixture.Garden.MeasureUntilAsync(fixture.Garden.Basil, 14, isOpen: true);
        await screen.Page.GetByText("1 more alert: show it").ClickAsync();
        var basil = screen.Page.Locator(".card", new() { HasText = "Basil" });
        await basil.WaitForAsync();
        await screen.Page.Locator("#link[data-state=live]").WaitForAsync();
        await fixture.Garden.Basil.MeasureAsync(52);

        screen.AssertSilent();
    }

    private static Task<int> FocusedCardAsync(Screen screen) => screen.Page.EvaluateAsync<int>(
        "() => [...document.querySelectorAll('.card')].indexOf(document.activeElement.closest('.card'))");
}
