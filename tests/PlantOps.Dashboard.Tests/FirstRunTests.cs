using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Dashboard.Tests;

/// <summary>Who has nothing yet: from an empty directory to a plant on the screen.</summary>
[Collection(DashboardSuite.Name)]
public sealed partial class FirstRunTests(DashboardFixture fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Gateway_OnAnEmptyDirectory_ShowsAVirtualReadingByTheLinkThatItPrinted(bool scripts)
    {
        var began = Stopwatch.GetTimestamp();
        await using var gateway = await fixture.NewGatewayAsync();
        var link = await PrintedLinkAsync(gateway);
        await using var screen = await fixture.VisitAsync(gateway, new ScreenKind(Scripts: scripts));

        await screen.OpenAsync(link);
        await screen.SeeAsync("No plant yet");
        await screen.PictureAsync("first-run");
        await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Start one" }).ClickAsync();
        var card = screen.Page.Locator(".card", new() { HasText = "virtual" });
        await card.WaitForAsync();

        // Measured, and judged too: a plant of which nobody knows anything has no state.
        var measured = screen.Page.Locator(".card:not([data-state=unknown]) .now dd", new() { HasText = "%" }).First;
        if (scripts) await measured.WaitForAsync();
        else await ReloadUntilAsync(screen, measured);

        TestContext.Current.SendDiagnosticMessage(
            $"From nothing to a reading on the screen: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s, scripts {scripts}");
        Assert.Matches("^[0-9]{1,3}([.][0-9])?\u00a0%$", await measured.InnerTextAsync());
        await screen.PictureAsync("first-reading");
        await card.GetByRole(AriaRole.Button, new() { Name = "Take it away" }).ClickAsync();
        await screen.SeeAsync("No plant yet");
        screen.AssertSilent();

        // The link was for once: nobody who finds it in the terminal comes in.
        await using var second = await fixture.VisitAsync(gateway, new ScreenKind(Scripts: scripts));
        await second.OpenAsync(link);
        await second.SeeAsync("This link is over");
    }

    // What stands in the terminal, a line of its own.
    private static async Task<string> PrintedLinkAsync(GatewayProcess gateway)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        Match found;
        while (!(found = LinkPattern().Match(gateway.Output)).Success) await beat.WaitForNextTickAsync(patience.Token);
        return found.Value;
    }

    // As who has no scripts does it: by looking again.
    private static async Task ReloadUntilAsync(Screen screen, ILocator measured)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (await measured.CountAsync() == 0)
        {
            await beat.WaitForNextTickAsync(patience.Token);
            await screen.Page.ReloadAsync();
        }
    }

    [GeneratedRegex(@"(?<=^\s+)http://localhost:\d+/open/\S+(?=\s*$)", RegexOptions.Multiline)]
    private static partial Regex LinkPattern();
}
