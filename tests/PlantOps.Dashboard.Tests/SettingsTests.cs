using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>What is set, and how the gateway is, with scripts and without.</summary>
[Collection(DashboardSuite.Name)]
public sealed class SettingsTests(DashboardFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AMessageThatCannotBeRead_IsShownTriedAgainAndTakenAway(bool scripts)
    {
        await fixture.Garden.Fern.SayAsync("telemetry", """{"temperature":"warm & wet"}""");
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync("/settings/set-aside");
        var row = screen.Page.Locator("li.panel", new() { HasText = "warm & wet" }).First;

        await row.Locator("summary").ClickAsync();
        await row.Locator("pre").WaitForAsync();
        await row.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await screen.Page.GetByText("It still cannot be read.").WaitForAsync();
        await screen.Page.Locator("summary", new() { HasText = "Take all away" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Take all away" }).ClickAsync();
        await screen.Page.GetByText("Every message could be read.").First.WaitForAsync();

        screen.AssertSilent();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AChannelThatCannotBe_IsSaidAtItsField(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        screen.IsExpected = line => line.Contains("422", StringComparison.Ordinal);
        await screen.OpenAsync("/plants");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Add a way to be told" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Slack" }).ClickAsync();
        await screen.Page.GetByLabel("What to call it").FillAsync("Home");
        await screen.Page.GetByLabel("Address").FillAsync("http://192.168.1.2/hook");

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test" }).ClickAsync();

        await screen.Page.GetByText("One field is not right yet").WaitForAsync();
        Assert.Equal("Home", await screen.Page.GetByLabel("What to call it").InputValueAsync());
        Assert.Equal(string.Empty, await screen.Page.GetByLabel("Address").InputValueAsync());
        screen.AssertSilent();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RetentionThatLetsSomethingGo_IsSaidBeforeItIsSaved(bool scripts)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync("/settings/data");
        await screen.Page.GetByLabel("Readings, kept for days").FillAsync("100");

        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await screen.Page.GetByText("This goes within 15 minutes, for good:").WaitForAsync();
        await screen.PictureAsync("retention");
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Cancel" }).ClickAsync();
        Assert.Equal("400", await screen.Page.GetByLabel("Readings, kept for days").InputValueAsync());
        screen.AssertSilent();
    }

    [Theory]
    [InlineData(true, "Monstera deliciosa")]
    [InlineData(false, "Ocimum basilicum")]
    public async Task ASpecies_IsFoundChangedAndPutBack(bool scripts, string name)
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await screen.OpenAsync("/settings/species");
        await screen.Page.GetByRole(AriaRole.Searchbox).FillAsync(name.Replace('o', '0'));
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await screen.Page.GetByLabel("When to water").FillAsync("When the leaves say so");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await screen.Page.Locator("summary", new() { HasText = "As it came" }).ClickAsync();
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "As it came" }).ClickAsync();

        await screen.SeeAsync("None was added or changed here yet");
        screen.AssertSilent();
    }
}
