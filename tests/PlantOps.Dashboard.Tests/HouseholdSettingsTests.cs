using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>Programs, wall tablets, and who did what.</summary>
[Collection(DashboardSuite.Name)]
public sealed class HouseholdSettingsTests(DashboardFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Token_ThatIsMade_IsShownOnceRevokedAndInTheLog(bool scripts)
    {
        var name = $"Script {scripts}";
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync("/settings/tokens");
        await screen.Page.GetByLabel("Name of the program").FillAsync(name);
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Make a token" }).ClickAsync();
        await screen.Page.GetByText("Authorization: Bearer po_").WaitForAsync();
        await screen.PictureAsync("token-made");
        await RevokeAsync(screen, name);

        await screen.OpenAsync("/settings/audit");
        await screen.Page.GetByLabel("About").SelectOptionAsync("token");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await screen.AtAsync("/settings/audit?*about=token*");

        var newest = screen.Page.Locator(".done li").First;
        Assert.Contains("revoked a token", await newest.InnerTextAsync(), StringComparison.Ordinal);
        await newest.GetByRole(AriaRole.Link).ClickAsync();
        Assert.Equal(2, await screen.Page.Locator(".done li").CountAsync());
        screen.AssertSilent();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tablet_WhoseAddressIsMade_ShowsPlantsUntilItIsRevoked(bool scripts)
    {
        await using var owner = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await using var tablet = await fixture.ScreenAsync(signedIn: false, new ScreenKind(1280, Scripts: scripts));
        await owner.OpenAsync("/settings/wall");
        await owner.Page.GetByLabel("Name of the tablet").FillAsync($"Hall {scripts}");
        await owner.Page.GetByLabel("Which plants").SelectOptionAsync("Bathroom");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Make an address" }).ClickAsync();
        var address = await owner.Page.Locator("pre code").InnerTextAsync();

        await tablet.OpenAsync(address);
        Assert.Equal("Fern on the sill", await tablet.Page.Locator("li strong").InnerTextAsync());
        await RevokeAsync(owner, $"Hall {scripts}");
        tablet.IsExpected = line => line.Contains("404", StringComparison.Ordinal);
        await tablet.OpenAsync(address);

        await tablet.SeeAsync("There is no such page");
        owner.AssertSilent();
    }

    private static async Task RevokeAsync(Screen screen, string name)
    {
        var row = screen.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = name });
        await row.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await row.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }
}
