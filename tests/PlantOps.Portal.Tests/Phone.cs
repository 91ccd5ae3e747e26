using Microsoft.Playwright;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Portal.Tests;

/// <summary>A phone's browser, and what its owner does with it.</summary>
internal sealed class Phone : IAsyncDisposable
{
    public const int Width = 390;

    private readonly IBrowserContext _context;

    private Phone(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, message) => Complaints.Add(message);
    }

    public IPage Page { get; }

    /// <summary>Everything that was fetched.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What the browser found wrong.</summary>
    public List<string> Complaints { get; } = [];

    public ILocator Alert => Page.GetByRole(AriaRole.Alert);

    public static async Task<Phone> CreateAsync(IBrowser browser, bool scripts)
    {
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = Width, Height = 844 },
            DeviceScaleFactor = 2,
            IsMobile = true,
            HasTouch = true,
            JavaScriptEnabled = scripts,
        });
        context.SetDefaultTimeout(120_000);
        return new Phone(context, await context.NewPageAsync());
    }

    /// <summary>Opens the portal and waits until it has looked for networks.</summary>
    public async Task OpenAsync(PortalDevice device)
    {
        await Page.GotoAsync(device.Home);
        await Page.GetByText("Look for networks again").WaitForAsync();
    }

    /// <summary>Opens the address again; the page may do so by itself at that very moment.</summary>
    public async Task ComeBackAsync(PortalDevice device)
    {
        try
        {
            await Page.GotoAsync(device.Home);
        }
        catch (PlaywrightException exception) when (IsOvertaken(exception))
        {
            // The page's own navigation leads to the same page.
        }
    }

    /// <summary>From now on what asks for news waits for ever, so that a page stays while somebody looks at it.</summary>
    public Task HearNoNewsAsync() => Page.RouteAsync("**/state", _ => Task.CompletedTask);

    /// <summary>Chooses a network, types the rest and sends it.</summary>
    public async Task FillInAsync(string network, string password, string gateway, string code)
    {
        await Page.GetByRole(AriaRole.Radio, new() { Name = network }).CheckAsync();
        await Page.GetByLabel("Wi-Fi password").FillAsync(password);
        await Page.GetByLabel("Gateway address").FillAsync(gateway);
        await Page.GetByLabel("Enrolment code").FillAsync(code);
        await SendAsync();
    }

    public Task SendAsync() => Page.GetByRole(AriaRole.Button, new() { Name = "Connect" }).ClickAsync();

    public Task SeeAsync(string heading) => Page.GetByRole(AriaRole.Heading, new() { Name = heading }).WaitForAsync();

    /// <summary>Waits for the page that says that the device checks, or on a busy machine for what came of it.</summary>
    public Task SeeCheckAsync() => Page
        .GetByRole(AriaRole.Heading, new() { NameRegex = new("^(Checking|Your plant sensor is set up)") }).WaitForAsync();

    /// <summary>Waits for the page to say what went wrong.</summary>
    public async Task<string> ProblemAsync()
    {
        await Alert.WaitForAsync();
        return await Alert.InnerTextAsync();
    }

    /// <summary>Goes away from this Wi-Fi, or comes back.</summary>
    public Task LoseNetworkAsync(bool lost) => _context.SetOfflineAsync(lost);

    /// <summary>Keeps a picture for the documentation where UPDATE_DOCS says so.</summary>
    public async Task PictureAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") != "1") return;

        var path = Path.Combine(Repository.Root, "docs", "images", $"portal-{name}.png");
        await Page.ScreenshotAsync(new() { Path = path, FullPage = true, Scale = ScreenshotScale.Css });
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static bool IsOvertaken(PlaywrightException exception) =>
        exception.Message.Contains("interrupted by another navigation", StringComparison.Ordinal)
        || exception.Message.StartsWith("net::ERR_ABORTED", StringComparison.Ordinal);
}
