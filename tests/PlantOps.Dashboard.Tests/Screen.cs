using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Dashboard.Tests;

/// <summary>How a screen is.</summary>
/// <param name="Width">In CSS pixels.</param>
/// <param name="IsDark">The theme.</param>
/// <param name="Scripts">Whether scripts run.</param>
/// <param name="Locale">The language.</param>
/// <param name="Workers">
/// Whether a service worker stands between the page and the gateway: a test sees and stops less then.
/// </param>
/// <param name="IsStill">Whether its owner wants no motion.</param>
internal sealed record ScreenKind(
    int Width = 390, bool IsDark = false, bool Scripts = true, string Locale = "en-GB", bool Workers = false,
    bool IsStill = false)
{
    /// <summary>Those that each page is opened with; themes and widths change while it is open.</summary>
    public static IEnumerable<ScreenKind> All => [new(Scripts: true), new(Scripts: false)];
}

/// <summary>A browser's window, and what it found wrong.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly GatewayProcess _gateway;

    /// <summary>The smallest phone, a usual one, and a desk.</summary>
    public static readonly int[] Widths = [320, 390, 1280];

    /// <summary>What Playwright itself says where it lets no worker begin.</summary>
    private const string BlockedWorker = "Service Worker registration blocked by Playwright";

    private static readonly string[] AllRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // How wide the page is once it fits, or after ten seconds in which it did not.
    private const string Room = """
        async width => {
          const room = () => document.scrollingElement.scrollWidth, end = performance.now() + 10000;
          while (room() > width && performance.now() < end) await new Promise(next => requestAnimationFrame(next));
          return room();
        }
        """;

    // The other theme is the same page with other colours.
    private static readonly string[] ColourRules = ["cat.color"];

    private ScreenKind _kind;

    private Screen(IBrowserContext context, IPage page, GatewayProcess gateway, ScreenKind kind)
    {
        (_context, Page, _gateway, _kind) = (context, page, gateway, kind);
        page.Console += (_, message) =>
        {
            var isOurs = message.Text.StartsWith(BlockedWorker, StringComparison.Ordinal);
            if (!isOurs && !IsExpected(message.Text)) Complaints.Add($"{message.Text} ({message.Location})");
        };
        page.PageError += (_, message) => Complaints.Add(message);
    }

    public IPage Page { get; }

    /// <summary>Every line of the console: a page that is right has none.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Lines that are meant: an address that is not there, a certificate that is not trusted yet.</summary>
    public Func<string, bool> IsExpected { get; set; } = _ => false;

    public IBrowserContext Context => _context;

    public static async Task<Screen> CreateAsync(IBrowser browser, GatewayProcess gateway, ScreenKind kind, string? session)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = gateway.Https.AbsoluteUri,
            ViewportSize = new() { Width = kind.Width, Height = kind.Width < 900 ? 844 : 900 },
            ColorScheme = kind.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = kind.IsStill ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            JavaScriptEnabled = kind.Scripts,
            Locale = kind.Locale,
            ServiceWorkers = kind.Workers ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
            // The gateway's own CA: a browser takes no further one for a moment.
            IgnoreHTTPSErrors = true,
        });
        context.SetDefaultTimeout(60_000);
        if (session is not null)
            await context.AddCookiesAsync(
                [new Cookie { Name = "__Host-plantops", Value = session, Url = gateway.Https.AbsoluteUri, Secure = true }]);
        return new Screen(context, await context.NewPageAsync(), gateway, kind);
    }

    public Task OpenAsync(string path) => Page.GotoAsync(path);

    public Task SeeAsync(string heading) => Page.GetByRole(AriaRole.Heading, new() { Name = heading }).First.WaitForAsync();

    /// <summary>
    /// Waits until the page's address is so, <c>*</c> standing for anything. The browser's driver is asked again and again:
    /// what waits for the event of a navigation misses one that happens just before.
    /// </summary>
    public static Task AtAsync(IPage page, string path)
    {
        var address = new Regex($"^https?://[^/]+{Regex.Escape(path).Replace(@"\*", ".*", StringComparison.Ordinal)}$");
        return Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = 60_000 });
    }

    public Task AtAsync(string path) => AtAsync(Page, path);

    /// <summary>That the browser's console has no line that is not meant.</summary>
    public void AssertSilent() => Assert.True(Complaints.Count == 0, $"The console says:\n{string.Join('\n', Complaints)}");

    /// <summary>How many bytes of bodies a page takes to open, without what its stream brings afterwards.</summary>
    public async Task<int> TransferAsync(string path)
    {
        var finished = new List<IRequest>();
        Page.RequestFinished += (_, request) => finished.Add(request);
        await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        var sizes = await Task.WhenAll(finished.ToArray().Select(request => request.SizesAsync()));
        return sizes.Sum(size => size.ResponseBodySize);
    }

    /// <summary>That the page is good in both themes at each width.</summary>
    public async Task AssertGoodOnEachScreenAsync(string name)
    {
        foreach (var isDark in (bool[])[false, true])
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light });
            foreach (var width in Widths)
            {
                _kind = _kind with { Width = width, IsDark = isDark };
                await Page.SetViewportSizeAsync(width, width < 900 ? 844 : 900);
                await AssertGoodAsync(name);
            }
        }
    }

    /// <summary>That the page fits, that everybody can use it, and that the browser says nothing.</summary>
    private async Task AssertGoodAsync(string name)
    {
        // Charts take their new width a moment after the page has its own.
        var room =
            await Page.EvaluateAsync<int>(_kind.Scripts ? Room : "() => document.scrollingElement.scrollWidth", _kind.Width);
        Assert.True(room <= _kind.Width, $"{name} at {_kind} is {room} wide.");
        if (_kind.Scripts)
        {
            var result = await Page.RunAxe(new AxeRunOptions
            {
                RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. _kind.IsDark ? ColourRules : AllRules] },
            });
            Assert.True(result.Violations.Length == 0, string.Join('\n', result.Violations.Select(found =>
                $"{name} at {_kind}: {found.Id}: {string.Join("; ", found.Nodes.Select(node => node.Html))}")));
        }

        AssertSilent();
        await PictureAsync(name);
    }

    /// <summary>Keeps a picture where DASHBOARD_PICTURES says a folder.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("DASHBOARD_PICTURES") is not { Length: > 0 } folder) return;
        var file = $"{name}-{_kind.Width}-{(_kind.IsDark ? "dark" : "light")}{(_kind.Scripts ? "" : "-plain")}.png";
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        _gateway.ShowLogInThisTest();
        await _context.DisposeAsync();
    }
}
