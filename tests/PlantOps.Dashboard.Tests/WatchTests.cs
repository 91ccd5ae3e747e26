using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>What is watched at a plant, tried on the past.</summary>
[Collection(DashboardSuite.Name)]
public sealed class WatchTests(DashboardFixture fixture)
{
    private string Path => $"/plants/{fixture.Garden.Fern.PlantId}/watch";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Limit_ThatIsTried_SaysWhatItWouldHaveSaidAndIsKept(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync(Path);
        var rule = screen.Page.Locator("#rule-humidity-high");
        await rule.Locator("summary").ClickAsync();
        if (scripts)
        {
            await rule.Locator("input[type=range]").First.FillAsync("46");
        }
        else
        {
            await rule.Locator("input[type=number]").First.FillAsync("46");
            await rule.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();
        }

        await rule.GetByText("30 days:").WaitForAsync();
        await rule.GetByText("As it is now:").WaitForAsync();
        Assert.Equal("46", await rule.Locator("input[type=number]").First.InputValueAsync());
        await screen.PictureAsync("watch-tried");
        await rule.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await rule.GetByText("your own").WaitForAsync();
        await rule.Locator("summary").ClickAsync();
        await rule.GetByRole(AriaRole.Button, new() { Name = "As the species" }).ClickAsync();
        await rule.GetByText("as the species").WaitForAsync();
        screen.AssertSilent();
    }
}
