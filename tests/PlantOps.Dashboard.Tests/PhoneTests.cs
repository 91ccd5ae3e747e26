namespace PlantOps.Dashboard.Tests;

/// <summary>How somebody reads, on each of their browsers.</summary>
[Collection(DashboardSuite.Name)]
public sealed class PhoneTests(DashboardFixture fixture)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Phone_WhereSomebodyChooses_ShowsItAndSoDoesTheirOther(bool scripts)
    {
        await using var phone = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts));
        await using var other = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: scripts, IsDark: true));
        await fixture.Garden.MeasureAsync();
        await phone.OpenAsync("/settings/phone");
        await ChooseAsync(phone, "de", "fahrenheit", "12h", "dark");
        await phone.Page.GetByText("Gespeichert.").WaitForAsync();

        await other.OpenAsync($"/plants/{fixture.Garden.Basil.PlantId}?metric=temperature&days=1");
        Assert.Equal("de", await other.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("°F", await other.Page.Locator("#caption").InnerTextAsync(), StringComparison.Ordinal);
        if (scripts)
        {
            Assert.Equal("°F", await other.Page.Locator("#chart").GetAttributeAsync("data-unit"));
            await other.Page.Locator("#chart canvas").WaitForAsync();
            var time = await other.Page.Locator(".journal time").First.InnerTextAsync();
            Assert.Matches("(AM|PM)", time);
        }

        Assert.Equal("dark", await phone.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
        Assert.Equal(
            "light dark", await other.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));
        await phone.PictureAsync("phone-german");
        await other.PictureAsync("plant-fahrenheit");
        await ChooseAsync(phone, "browser", "celsius", "browser", "system");
        await phone.Page.GetByText("Saved.").WaitForAsync();
        phone.AssertSilent();
        other.AssertSilent();
    }

    private static async Task ChooseAsync(Screen screen, string language, string unit, string clock, string theme)
    {
        await screen.Page.Locator("[name=language]").SelectOptionAsync(language);
        await screen.Page.Locator("[name=temperature_unit]").SelectOptionAsync(unit);
        await screen.Page.Locator("[name=clock]").SelectOptionAsync(clock);
        await screen.Page.Locator("[name=theme]").SelectOptionAsync(theme);
        await screen.Page.Locator(".form .act").ClickAsync();
    }
}
