using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>Everything without a mouse, and without the keys that can be switched off.</summary>
[Collection(DashboardSuite.Name)]
public sealed class KeyboardTests(DashboardFixture fixture)
{
    private string FernCard => $"#plant-{fixture.Garden.Fern.PlantId}";

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Watered_WithKeysOnly_IsUndoneAndTheFocusStaysWhereItWas(int width)
    {
        await fixture.Garden.ForgetAsync(fixture.Garden.Fern);
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(width));
        var (page, hand) = (screen.Page, new Hand(screen.Page));
        await screen.OpenAsync("/plants");
        await page.Locator("#link[data-state=live]").WaitForAsync();
        var card = page.Locator(FernCard);
        var watered = card.GetByRole(AriaRole.Button, new() { Name = "Watered" });
        await hand.ToAsync(watered);

        // The card changes below the finger, and the finger stays on it.
        await fixture.Garden.Fern.MeasureAsync(13);
        await card.GetByText("13\u00a0%").First.WaitForAsync();
        await hand.AssertAtAsync(watered);

        await page.Keyboard.PressAsync("Enter");
        await card.GetByText("waiting for the soil to show it").WaitForAsync();
        await hand.AssertAtAsync(watered);
        var undo = page.Locator("#toast").GetByRole(AriaRole.Button, new() { Name = "Undo" });
        await undo.WaitForAsync();
        await hand.PressAsync("Tab");
        await hand.AssertAtAsync(undo);
        await hand.PressAsync("Shift+Tab");
        await hand.AssertAtAsync(watered);
        await hand.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await undo.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await hand.AssertAtAsync(watered);
        Assert.Empty(await fixture.Garden.WateringsAsync(fixture.Garden.Fern));
        screen.AssertSilent();
    }

    [Fact]
    public async Task Hint_ThatTheNextKeyLeadsTo_StaysUntilThen()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync();
        var (page, hand) = (screen.Page, new Hand(screen.Page));
        await page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        await screen.OpenAsync("/plants");
        var card = page.Locator(FernCard);
        await hand.ToAsync(card.GetByRole(AriaRole.Button, new() { Name = "Watered" }));
        await page.Keyboard.PressAsync("Enter");
        var undo = page.Locator("#toast").GetByRole(AriaRole.Button, new() { Name = "Undo" });
        await undo.WaitForAsync();

        await page.Clock.RunForAsync(30_000);
        await hand.PressAsync("Tab");
        await hand.AssertAtAsync(undo);

        // From there on to what follows the card's button, and the hint goes.
        await hand.PressAsync("Tab");
        Assert.False(await undo.EvaluateAsync<bool>("button => button === document.activeElement"));
        await page.Clock.RunForAsync(30_000);
        await undo.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await fixture.Garden.ForgetAsync(fixture.Garden.Fern);
    }

    [Fact]
    public async Task Alert_WithKeysOnly_IsAnsweredAndTheNextKeyIsBesideIt()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync();
        var (page, hand) = (screen.Page, new Hand(screen.Page));
        await screen.OpenAsync("/plants");
        await hand.ToAsync(page.Locator("nav.bar").GetByRole(AriaRole.Link, new() { Name = "Alerts" }));
        await hand.LeaveAsync("/alerts");
        // Its soil may be told of twice, as dry and as dried too fast.
        var card = page.Locator(".card[id*=soil_moisture-low]", new() { HasText = "Fern on the sill" });
        await hand.ToAsync(card.GetByRole(AriaRole.Button, new() { Name = "I'll do it" }));
        await hand.LeaveAsync("/alerts#alert-*");
        await card.GetByText("Owner looks after it.").WaitForAsync();

        await hand.PressAsync("Tab");
        Assert.True(await card.EvaluateAsync<bool>("card => card.contains(document.activeElement)"));

        screen.AssertSilent();
    }

    [Fact]
    public async Task Alert_ThatChangesBelowTheFinger_KeepsTheFocus()
    {
        await fixture.Garden.MeasureAsync();
        await fixture.Garden.MeasureUntilAsync(fixture.Garden.Basil, 25, isOpen: true);
        await using var screen = await fixture.ScreenAsync();
        var (page, hand) = (screen.Page, new Hand(screen.Page));
        var card = page.Locator(".card", new() { HasText = "Basil" });
        await screen.OpenAsync("/alerts");
        await page.Locator("#link[data-state=live]").WaitForAsync();
        await hand.ToAsync(card.Locator("summary", new() { HasText = "Later" }));
        await hand.PressAsync("Enter");
        await hand.PressAsync("Tab");
        var hour = card.GetByRole(AriaRole.Button, new() { Name = "1\u00a0h" }).First;
        await hand.AssertAtAsync(hour);

        // Worse: what was opened stays open.
        await fixture.Garden.Basil.MeasureAsync(12);
        await card.And(page.Locator("[data-state=critical]")).WaitForAsync();
        await hand.AssertAtAsync(hour);

        // Over: its buttons are gone, and the focus is not.
        await fixture.Garden.Basil.MeasureAsync(52);
        await card.And(page.Locator("[data-state=ok]")).WaitForAsync();
        await hand.AssertAtAsync(card.GetByRole(AriaRole.Link).First);
        screen.AssertSilent();
    }

    [Fact]
    public async Task Plant_WithKeysOnly_IsReadAsAChartAndAsATable()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync();
        var (page, hand) = (screen.Page, new Hand(screen.Page));
        await screen.OpenAsync("/plants");
        await hand.ToAsync(page.Locator($"{FernCard} a.head"));
        await hand.LeaveAsync("/plants/*");
        await page.Locator("#chart canvas").WaitForAsync();

        await hand.ToAsync(page.Locator("#chart"));
        var before = await PictureOfChartAsync(page);
        await hand.PressAsync("+");
        await page.WaitForFunctionAsync("before => document.querySelector('#chart canvas').toDataURL() !== before", before);
        await hand.ToAsync(page.Locator("summary", new() { HasText = "As a table" }));
        await hand.PressAsync("Enter");
        await page.Locator("table").GetByText("%").First.WaitForAsync();

        // Noting something leads back to the journal, not to the top.
        await hand.ToAsync(page.Locator("summary", new() { HasText = "Note something" }));
        await hand.PressAsync("Enter");
        await hand.ToAsync(page.GetByLabel("More about it"));
        await page.Keyboard.TypeAsync("without a mouse");
        await hand.ToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Note it" }));
        await hand.LeaveAsync("/plants/*#journal");
        await hand.PressAsync("Tab");
        Assert.True(await page.Locator("#journal").EvaluateAsync<bool>("journal => journal.contains(document.activeElement)"));
        await hand.ToAsync(page.Locator(".journal li", new() { HasText = "without a mouse" }).GetByRole(AriaRole.Button));
        await hand.LeaveAsync("/plants/*#journal");
        await page.GetByText("without a mouse").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        screen.AssertSilent();
    }

    [Fact]
    public async Task APlant_WithKeysOnly_IsAddedAndSomebodySignsOut()
    {
        await using var screen = await fixture.ScreenAsync(signedIn: false);
        screen.IsExpected = line => line.Contains("422", StringComparison.Ordinal);
        var (page, hand) = (screen.Page, new Hand(screen.Page));
        await screen.OpenAsync(await fixture.LinkAsync());
        await hand.ToAsync(page.GetByRole(AriaRole.Link, new() { Name = "Add a plant" }));
        await hand.LeaveAsync("/plants/new");
        await hand.ToAsync(page.GetByLabel("Name"));
        await page.Keyboard.TypeAsync("Kim");
        await hand.PressAsync("Tab");
        await page.Keyboard.TypeAsync("nothing like this grows");
        await hand.ToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await page.Keyboard.PressAsync("Enter");

        // What is wrong has the focus, and leads to its field.
        await page.Locator(".problem").WaitForAsync();
        await page.WaitForFunctionAsync("document.activeElement.matches('.problem')");
        await hand.ToAsync(page.Locator(".problem a").First);
        await page.Keyboard.PressAsync("Enter");
        var species = page.Locator("#f-species");
        await hand.AssertAtAsync(species);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("fensterblat");
        await page.GetByRole(AriaRole.Option, new() { Name = "German: Fensterblatt" }).First.WaitForAsync();
        await hand.PressAsync("ArrowDown");
        await hand.PressAsync("Enter");
        Assert.Equal("Monstera deliciosa", await species.InputValueAsync());
        await hand.ToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save" }));
        await hand.LeaveAsync("/plants/pl-*");
        await screen.SeeAsync("Kim");
        await fixture.Garden.SendAsync(HttpMethod.Delete, $"/api/v1/plants/{page.Url.Split('/')[^1]}?data=remove", null);

        await hand.ToAsync(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }));
        await hand.LeaveAsync("/sign-in*");
        await page.Locator("#code").WaitForAsync();
        screen.AssertSilent();
    }

    private static Task<string> PictureOfChartAsync(IPage page) =>
        page.EvaluateAsync<string>("document.querySelector('#chart canvas').toDataURL()");
}
