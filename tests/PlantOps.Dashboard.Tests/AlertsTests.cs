using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>What is wrong, and what people say to it.</summary>
[Collection(DashboardSuite.Name)]
public sealed class AlertsTests(DashboardFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alert_ThatGoesOn_HasThreeAnswers(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync("/alerts");
        var fern = DryFern(screen);
        await fern.WaitForAsync();

        await fern.GetByRole(AriaRole.Button, new() { Name = "I'll do it" }).ClickAsync();
        await fern.GetByText("Owner looks after it.").WaitForAsync();
        await AnswerAsync(fern, "Later", "8\u00a0h");
        await fern.GetByText("Told again in").WaitForAsync();
        await AnswerAsync(fern, "Mute plant", "1\u00a0day");
        await fern.GetByText("Nobody is told of it for a while.").WaitForAsync();
        await AnswerAsync(fern, "Mute plant", "Tell again");
        await fern.GetByText("Nobody is told of it for a while.").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Over" }).ClickAsync();

        Assert.EndsWith("/alerts?show=over", screen.Page.Url, StringComparison.Ordinal);
        screen.AssertSilent();
    }

    [Fact]
    public async Task Alert_ThatSomebodyElseAnswers_ChangesInItsPlace()
    {
        await using var theirs = await fixture.ScreenAsync();
        await theirs.OpenAsync("/alerts");
        var shown = DryFern(theirs);
        await shown.WaitForAsync();
        await theirs.Page.EvaluateAsync("window.isTheSamePage = true");
        await using var screen = await fixture.ScreenAsync();
        await screen.OpenAsync("/alerts");
        var fern = DryFern(screen);

        await AnswerAsync(fern, "Mute plant", "1\u00a0day");
        await shown.GetByText("Nobody is told of it for a while.").WaitForAsync();
        await AnswerAsync(fern, "Mute plant", "Tell again");
        await shown.GetByText("Nobody is told of it for a while.").WaitForAsync(new() { State = WaitForSelectorState.Detached });

        Assert.True(await theirs.Page.EvaluateAsync<bool>("window.isTheSamePage === true"));
        theirs.AssertSilent();
    }

    // It may have other alerts, of what other tests have measured there.
    private static ILocator DryFern(Screen screen) =>
        screen.Page.Locator(".card", new() { HasText = "Fern on the sill" })
            .Filter(new() { HasText = "Is drying out: soil moisture" });

    private static async Task AnswerAsync(ILocator row, string answer, string choice)
    {
        var menu = row.Locator("details", new() { HasText = answer });
        await menu.Locator("summary").ClickAsync();
        await menu.GetByRole(AriaRole.Button, new() { Name = choice }).ClickAsync();
    }
}
