using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>All plants, live.</summary>
[Collection(DashboardSuite.Name)]
public sealed class PlantsTests(DashboardFixture fixture)
{
    [Fact]
    public async Task Plants_ThatThereAre_AreShownTheWorstFirstAndAsText()
    {
        await using var screen = await fixture.ScreenAsync();
        await fixture.Garden.MeasureAsync();

        await screen.OpenAsync("/plants");

        await screen.SeeAsync("1 plant needs you");
        Assert.Equal(["critical", "unknown", "unknown", "ok"], await StatesAsync(screen));
        var fern = Card(screen, fixture.Garden.Fern);
        Assert.Matches("^Is drying out: soil moisture 12\u00a0%, should be at least 15\u00a0%, for ",
            await fern.Locator(".says").InnerTextAsync());
        Assert.Contains("No device watches it.", await screen.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(Garden.Markup, await Card(screen, fixture.Garden.Basil).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await screen.Page.Locator("main script, main img").CountAsync());
        screen.AssertSilent();
    }

    [Fact]
    public async Task Filter_ByWhatNeedsSomebody_ShowsThoseOnly()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: false));
        await screen.OpenAsync("/plants");

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Unknown 2" }).ClickAsync();

        Assert.Equal(["unknown", "unknown"], await StatesAsync(screen));
    }

    [Fact]
    public async Task Watered_ThenUndone_IsInTheJournalAndOutAgain()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync();
        await screen.OpenAsync("/plants");
        var fern = Card(screen, fixture.Garden.Fern);

        await fern.GetByRole(AriaRole.Button, new() { Name = "Watered" }).ClickAsync();

        var toast = screen.Page.Locator("#toast");
        await toast.GetByText("Fern on the sill: watered.").WaitForAsync();
        await fern.GetByText("waiting for the soil to show it").WaitForAsync();
        Assert.Equal("critical", await fern.GetAttributeAsync("data-state"));
        Assert.Equal(["watered"], await JournalAsync());
        await toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await toast.GetByText("Taken back.").WaitForAsync();
        await fern.GetByText("waiting for the soil to show it").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(await JournalAsync());
        screen.AssertSilent();
    }

    [Fact]
    public async Task Watered_WithoutScripts_CanBeUndoneOnTheCard()
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: false));
        await screen.OpenAsync("/plants");

        await Card(screen, fixture.Garden.Fern).GetByRole(AriaRole.Button, new() { Name = "Watered" }).ClickAsync();
        await Card(screen, fixture.Garden.Fern).GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Card(screen, fixture.Garden.Fern).GetByRole(AriaRole.Button, new() { Name = "Undo" })
            .WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Empty(await JournalAsync());
    }

    [Fact]
    public async Task Card_WhenItIsMeasuredAnew_ChangesInItsPlace()
    {
        await using var screen = await fixture.ScreenAsync();
        await screen.OpenAsync("/plants");
        await screen.Page.Locator("#link[data-state=live]").WaitForAsync();
        var before = await IdsAsync(screen);

        await fixture.Garden.Basil.MeasureAsync(61);

        await Card(screen, fixture.Garden.Basil).GetByText("61\u00a0%").WaitForAsync();
        await fixture.Garden.Basil.MeasureAsync(20);
        await screen.Page.Locator($"#plant-{fixture.Garden.Basil.PlantId}[data-state=warning]").WaitForAsync();
        await screen.SeeAsync("2 plants need you");
        Assert.Equal(before, await IdsAsync(screen));
        screen.AssertSilent();
        await fixture.Garden.Basil.MeasureAsync(52);
        await screen.Page.Locator($"#plant-{fixture.Garden.Basil.PlantId}[data-state=ok]").WaitForAsync();
    }

    [Fact]
    public async Task Plants_WhoseStreamCannotBeOpenedAtFirst_SayItAndTryAgain()
    {
        await using var screen = await fixture.ScreenAsync();
        var isOut = true;
        await screen.Page.RouteAsync("**/live?*", route => isOut ? route.AbortAsync() : route.ContinueAsync());
        screen.IsExpected = _ => true;
        await screen.OpenAsync("/plants");
        await screen.Page.Locator("#link[data-state=off]").WaitForAsync();

        isOut = false;

        await screen.Page.Locator("#link[data-state=live]").WaitForAsync();
    }

    [Fact]
    public async Task Plants_WhoseScriptsArriveOneAfterTheOther_GoLive()
    {
        await using var screen = await fixture.ScreenAsync();
        var isFirstThere = new TaskCompletionSource();
        await screen.Page.RouteAsync("**/*hx-sse*", async route =>
        {
            await isFirstThere.Task;
            await route.ContinueAsync();
        });
        var opening = screen.OpenAsync("/plants");

        // So that the first would have begun without the next, if it could.
        await screen.Page.WaitForFunctionAsync("() => window.htmx && new Promise(done => setTimeout(() => done(true), 100))");
        isFirstThere.SetResult();
        await opening;

        await screen.Page.Locator("#link[data-state=live]").WaitForAsync();
        screen.AssertSilent();
    }

    [Fact]
    public async Task Card_WhenItsTimeHasPassed_TurnsUnknownByItself()
    {
        await using var screen = await fixture.ScreenAsync();
        await fixture.Garden.MeasureAsync();
        await screen.Page.Clock.InstallAsync();
        await screen.OpenAsync("/plants");
        await screen.SeeAsync("1 plant needs you");
        await screen.Context.SetOfflineAsync(true);
        screen.IsExpected = _ => true;

        await screen.Page.Clock.FastForwardAsync("06:00:00");

        await screen.SeeAsync("Nobody knows how your plants are");
        Assert.Equal(["unknown", "unknown", "unknown", "unknown"], await StatesAsync(screen));
        Assert.Contains("Silent since", await Card(screen, fixture.Garden.Fern).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("off", await screen.Page.Locator("#link").GetAttributeAsync("data-state"));
        await screen.PictureAsync("plants-offline");
    }

    [Fact]
    public async Task Plants_OpenedForTheFirstTime_TakeAtMost30KilobytesOfTheNetwork()
    {
        await using var screen = await fixture.ScreenAsync();

        Assert.InRange(await screen.TransferAsync("/plants"), 5_000, 30_000);
    }

    [Fact]
    public async Task Plants_InGerman_SayWhatTheEnglishSay()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Locale: "de-DE"));
        await screen.OpenAsync("/plants");

        await screen.SeeAsync("1 Pflanze braucht dich");
        Assert.Matches("^Vertrocknet: Bodenfeuchte 12\u00a0%, soll mindestens 15\u00a0% sein, seit ",
            await Card(screen, fixture.Garden.Fern).Locator(".says").InnerTextAsync());
        await screen.PictureAsync("plants-german");
    }

    private static ILocator Card(Screen screen, GardenDevice device) => screen.Page.Locator($"#plant-{device.PlantId}");

    private static async Task<IReadOnlyList<string>> StatesAsync(Screen screen) =>
        await screen.Page.Locator(".card").EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.state)");

    private static async Task<IReadOnlyList<string>> IdsAsync(Screen screen) =>
        await screen.Page.Locator(".card").EvaluateAllAsync<string[]>("cards => cards.map(card => card.id)");

    private async Task<IReadOnlyList<string>> JournalAsync()
    {
        var journal =
            await fixture.Garden.SendAsync(HttpMethod.Get, $"/api/v1/plants/{fixture.Garden.Fern.PlantId}/journal", null);
        return [.. journal.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()!)];
    }
}
