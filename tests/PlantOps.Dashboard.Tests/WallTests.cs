using System.Diagnostics;
using System.Text.Json;
using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>A tablet on the wall, for weeks.</summary>
[Collection(PagesSuite.Name)]
public sealed class WallTests(DashboardFixture fixture)
{
    // An hour and a half of looking twice a minute: the browser's clock runs fast, its memory is real.
    private const int WarmUp = 30;
    private const int Samples = 9;

    // The gateway's memory settles in its first hours; WALL_HOURS says for how many of the wall's hours it is looked at.
    private static readonly int Looks =
        int.TryParse(Environment.GetEnvironmentVariable("WALL_HOURS"), out var hours) && hours > 0 ? hours * 120 : 180;

    // How bright the page is at night, as a share of white: what is painted, by what the filter leaves of it.
    private const string Brightness = """
        () => {
          const filter = Number(/brightness\(([\d.]+)\)/.exec(getComputedStyle(document.body).filter)?.[1] ?? 1);
          const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
          return filter * (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
        }
        """;

    private const string Place = """
        () => {
          const box = document.querySelector('.clock').getBoundingClientRect();
          return `${box.left} ${box.top}`;
        }
        """;

    // How wide the page is in each of the places that it is moved to.
    private const string Shifts =
        "[0, 1, 2, 3].map(shift => { document.body.dataset.shift = shift; return document.scrollingElement.scrollWidth; })";

    private const int MoreHeap = 300_000;
    private const int MoreNodes = 200;
    private const long MoreOfTheGateway = 30_000_000;

    [Fact]
    public async Task Wall_OnEveryScreen_IsGood()
    {
        await fixture.Garden.MeasureAsync();
        var path = await MakeAsync("Looked at");
        foreach (var kind in ScreenKind.All)
        {
            await using var screen = await fixture.ScreenAsync(signedIn: false, kind);
            await screen.OpenAsync(path);
            await screen.Page.GetByText("Fern on the sill").WaitForAsync();
            await screen.AssertGoodOnEachScreenAsync("wall");
            Assert.Equal(0, await screen.Page.Locator("a, button, form, input").CountAsync());
            await screen.Page.SetViewportSizeAsync(320, 844);
            var widths = await screen.Page.EvaluateAsync<int[]>(Shifts);
            Assert.All(widths, width => Assert.Equal(320, width));
        }
    }

    [Fact]
    public async Task Wall_WithoutAConnection_SaysSinceWhenAndTurnsUnknownByItself()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync(signedIn: false, new ScreenKind(1280));
        screen.IsExpected = line => line.Contains("net::ERR_", StringComparison.Ordinal);
        await screen.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        await screen.OpenAsync(await MakeAsync("Cut off"));
        var fern = screen.Page.Locator("li", new() { HasText = "Fern on the sill" });
        await fern.And(screen.Page.Locator("[data-state=critical]")).WaitForAsync();
        await screen.Page.RouteAsync("**/wall/*", route => route.AbortAsync());

        await screen.Page.Clock.RunForAsync(31_000);
        await screen.Page.GetByText("no connection since").WaitForAsync();
        await screen.Page.Clock.FastForwardAsync("06:00:00");
        await fern.And(screen.Page.Locator("[data-state=unknown]")).WaitForAsync();
        Assert.Equal("Nobody knows how your plants are", await screen.Page.Locator("h1").InnerTextAsync());
        await screen.PictureAsync("wall-off");

        await screen.Page.UnrouteAsync("**/wall/*");
        await screen.Page.Clock.RunForAsync(31_000);
        await screen.Page.Locator(".off:empty").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        screen.AssertSilent();
    }

    [Fact]
    public async Task Wall_OnceItIsRevoked_ShowsNoPlant()
    {
        await using var screen = await fixture.ScreenAsync(signedIn: false, new ScreenKind(1280));
        screen.IsExpected = line => line.Contains("404", StringComparison.Ordinal);
        await screen.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        var path = await MakeAsync("Revoked");
        await screen.OpenAsync(path);
        await screen.Page.GetByText("Fern on the sill").WaitForAsync();

        var revoked = await fixture.Gateway.CommandAsync("wall", "revoke", "Revoked");
        Assert.True(revoked.ExitCode == 0, revoked.Error);
        await screen.Page.Clock.RunForAsync(31_000);

        await screen.SeeAsync("There is no such page");
        Assert.Equal(0, await screen.Page.GetByText("Fern on the sill").CountAsync());
        Assert.DoesNotContain(path.Split('/')[2], fixture.Gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wall_ThatLooksForAnHour_NeedsNoMoreMemoryAndNeitherDoesTheGateway()
    {
        await fixture.Garden.MeasureAsync();
        await using var screen = await fixture.ScreenAsync(signedIn: false, new ScreenKind(1280));
        await screen.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        await screen.OpenAsync(await MakeAsync("For weeks"));
        var protocol = await screen.Context.NewCDPSessionAsync(screen.Page);
        await protocol.SendAsync("Performance.enable");
        await LookAsync(screen, WarmUp);

        // The median of the last third against that of the first: one sample says little.
        var (heap, nodes, gateway) = (new List<long>(), new List<long>(), new List<long>());
        for (var i = 0; i < Samples; i++)
        {
            await LookAsync(screen, Looks / Samples);
            var memory = await MemoryAsync(protocol);
            heap.Add(memory.Heap);
            nodes.Add(memory.Nodes);
            gateway.Add(memory.Gateway);
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{Looks} looks: heap {Text(heap)} bytes, nodes {Text(nodes)}, gateway {Text(gateway)}");
        Assert.InRange(Growth(heap), long.MinValue, MoreHeap);
        Assert.InRange(Growth(nodes), long.MinValue, MoreNodes);
        Assert.InRange(Growth(gateway), long.MinValue, MoreOfTheGateway);
        screen.AssertSilent();
    }

    [Fact]
    public async Task Wall_InTheNight_IsDimAndNothingStandsInOnePlaceForAnHour()
    {
        await using var gateway = await fixture.NewGatewayAsync();
        using var owner = await Garden.OwnerAsync(gateway);
        var (now, around) = (TimeOnly.FromDateTime(DateTime.UtcNow), TimeSpan.FromHours(2));
        await GardenDevice.SendAsync(owner, HttpMethod.Post, "/api/v1/plants", new { name = "Fern", place = "Hall" });
        await GardenDevice.SendAsync(owner, HttpMethod.Post, "/api/v1/people", new
        {
            name = "Ada",
            time_zone = "UTC",
            quiet_hours = new { from = now.Add(-around).ToString("HH:mm"), to = now.Add(around).ToString("HH:mm") },
        });
        var made = await gateway.CommandAsync("wall", "create", "Night", "--json");
        await using var screen = await fixture.VisitAsync(gateway, new ScreenKind(1280));
        await screen.Page.Clock.InstallAsync(new() { TimeDate = DateTime.UtcNow });
        await screen.OpenAsync(JsonDocument.Parse(made.Output).RootElement.GetProperty("path").GetString()!);
        await screen.Page.GetByText("Fern").WaitForAsync();

        Assert.InRange(await screen.Page.EvaluateAsync<double>(Brightness), 0, 0.1);
        await screen.PictureAsync("wall-night");
        var places = new List<string>();
        for (var minutes = 0; minutes < 60; minutes += 5)
        {
            places.Add(await screen.Page.EvaluateAsync<string>(Place));
            await LookAsync(screen, times: 1, afterSeconds: 5 * 60);
        }

        // Of four places each, none for much longer than the others.
        var counts = places.GroupBy(place => place).Select(place => place.Count()).ToList();
        Assert.Equal(4, counts.Count);
        Assert.All(counts, count => Assert.InRange(count, 1, 5));
        screen.AssertSilent();
    }

    private static long Growth(List<long> samples) => Median(samples[^(Samples / 3)..]) - Median(samples[..(Samples / 3)]);

    private static long Median(List<long> samples) => samples.Order().ElementAt(samples.Count / 2);

    private static string Text(List<long> samples) => string.Join(", ", samples.Select(sample => $"{sample:N0}"));

    // A look is over when its answer is in the place of what was there; the next one waits by the browser's clock only.
    private static async Task LookAsync(Screen screen, int times, int afterSeconds = 30)
    {
        for (var i = 0; i < times; i++)
        {
            await screen.Page.EvaluateAsync("document.getElementById('wall').dataset.old = ''");
            await screen.Page.Clock.FastForwardAsync(afterSeconds * 1000);
            await screen.Page.Locator("#wall:not([data-old])").WaitForAsync();
        }
    }

    private async Task<(long Heap, long Nodes, long Gateway)> MemoryAsync(ICDPSession protocol)
    {
        await protocol.SendAsync("HeapProfiler.collectGarbage");
        var metrics = (await protocol.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics").EnumerateArray()
            .ToDictionary(
                metric => metric.GetProperty("name").GetString()!, metric => (long)metric.GetProperty("value").GetDouble());
        using var gateway = Process.GetProcessById(fixture.Gateway.ProcessId);
        return (metrics["JSHeapUsedSize"], metrics["Nodes"], gateway.PrivateMemorySize64);
    }

    private async Task<string> MakeAsync(string name)
    {
        var made = await fixture.Gateway.CommandAsync("wall", "create", name, "--json");
        Assert.True(made.ExitCode == 0, made.Error);
        return JsonDocument.Parse(made.Output).RootElement.GetProperty("path").GetString()!;
    }
}
