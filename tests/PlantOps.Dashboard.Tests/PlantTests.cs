using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>One plant.</summary>
[Collection(DashboardSuite.Name)]
public sealed class PlantTests(DashboardFixture fixture)
{
    private string Path => $"/plants/{fixture.Garden.Fern.PlantId}";

    [Fact]
    public async Task Plant_WithAWeekThatHasAGap_SaysWhatTheChartShows()
    {
        await using var screen = await fixture.ScreenAsync();
        await fixture.Garden.MeasureAsync();
        await screen.OpenAsync(Path);

        await screen.SeeAsync("Fern on the sill");
        Assert.Matches(
            "^Soil moisture: between 12\u00a0% and [0-9.]+\u00a0%. Nothing was measured for [67]\u00a0h",
            await screen.Page.Locator("#caption").InnerTextAsync());
        await screen.Page.Locator("#chart canvas").WaitForAsync();
        Assert.True(await HasGapAsync(screen, $"{Path}/history?metric=soil_moisture&days=7"));
        screen.AssertSilent();
    }

    [Fact]
    public async Task Plant_OfAYear_TakesAtMost60KilobytesOfTheNetwork()
    {
        await using var screen = await fixture.ScreenAsync();

        var bytes = await screen.TransferAsync($"{Path}?days=365");

        Assert.InRange(bytes, 20_000, 60_000);
        await screen.Page.Locator("#chart canvas").WaitForAsync();
        Assert.InRange(await PointsAsync(screen, $"{Path}/history?days=365"), 600, 750);
    }

    [Fact]
    public async Task Plant_WithoutScripts_IsATableOfWhatIsChosen()
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: false));
        await screen.OpenAsync(Path);

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Temperature" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "30\u00a0days" }).ClickAsync();

        Assert.EndsWith("?metric=temperature&days=30", screen.Page.Url, StringComparison.Ordinal);
        await screen.Page.GetByText("As a table").ClickAsync();
        var rows = screen.Page.Locator("tbody tr");
        Assert.InRange(await rows.CountAsync(), 20, 48);
        Assert.Contains("°C", await rows.First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plant_WhoseNotesAreMarkup_ShowsThemAsText()
    {
        await using var screen = await fixture.ScreenAsync();
        await screen.OpenAsync($"/plants/{fixture.Garden.Basil.PlantId}");

        await screen.Page.Locator(".journal").GetByText(Garden.Markup).WaitForAsync();
        Assert.Equal(0, await screen.Page.Locator("main script, main img").CountAsync());
        screen.AssertSilent();
    }

    private static Task<bool> HasGapAsync(Screen screen, string path) =>
        screen.Page.EvaluateAsync<bool>("async path => (await (await fetch(path)).json()).mean.includes(null)", path);

    private static Task<int> PointsAsync(Screen screen, string path) =>
        screen.Page.EvaluateAsync<int>("async path => (await (await fetch(path)).json()).t.length", path);
}
