using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>More plants than a page shows at once.</summary>
[Collection(DashboardSuite.Name)]
public sealed partial class ManyPlantsTests(DashboardFixture fixture) : IAsyncLifetime
{
    private const int Seedlings = 56;

    private readonly List<string> _added = [];

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < Seedlings && fixture.Garden is not null; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Seedling {i:00}");
            var plant = await fixture.Garden.SendAsync(HttpMethod.Post, "/api/v1/plants", new { name });
            _added.Add(plant.GetProperty("id").GetString()!);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _added) await fixture.Garden.SendAsync(HttpMethod.Delete, $"/api/v1/plants/{id}?data=remove", null);
    }

    [Fact]
    public async Task Plants_OnceTheEndOfThePageIsSeen_AreAllThereAndLive()
    {
        await using var screen = await fixture.ScreenAsync();
        await fixture.Garden.MeasureAsync();
        await screen.OpenAsync("/plants");
        await screen.Page.Locator("#link[data-state=live]").WaitForAsync();
        Assert.Equal(50, await screen.Page.Locator(".card").CountAsync());

        await screen.Page.Locator("#more").ScrollIntoViewIfNeededAsync();
        await Assertions.Expect(screen.Page.Locator(".card")).ToHaveCountAsync(Seedlings + 4, new() { Timeout = 60_000 });
        var basil = screen.Page.Locator($"#plant-{fixture.Garden.Basil.PlantId}");
        await basil.WaitForAsync();
        Assert.Equal("(1) Plants · PlantOps", await screen.Page.TitleAsync());
        await screen.Page.Locator($"#stream[hx-sse\\:connect*='{fixture.Garden.Basil.PlantId}']")
            .WaitForAsync(new() { State = WaitForSelectorState.Attached });

        // The stream of all that are there now is being opened: what was measured before that is not told of.
        var measured = basil.Locator("dd", new() { HasTextRegex = MeasuredPattern() });
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        for (var soil = 60; await measured.CountAsync() == 0; soil = soil == 69 ? 60 : soil + 1)
        {
            patience.Token.ThrowIfCancellationRequested();
            await fixture.Garden.Basil.MeasureAsync(soil);
        }

        screen.AssertSilent();
    }

    [Fact]
    public async Task Plants_WithoutScripts_HaveMoreOnAnotherPage()
    {
        await using var screen = await fixture.ScreenAsync(kind: new ScreenKind(Scripts: false));
        await screen.OpenAsync("/plants");

        await screen.Page.GetByRole(AriaRole.Link, new() { Name = "Show more (10)" }).ClickAsync();

        await screen.Page.Locator(".card", new() { HasText = "Seedling 55" }).WaitForAsync();
        Assert.Equal(10, await screen.Page.Locator(".card").CountAsync());
    }

    [GeneratedRegex("^6[0-9]")]
    private static partial Regex MeasuredPattern();
}
