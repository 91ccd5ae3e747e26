using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using PlantOps.EndToEnd.Tests.Gateways;
using PlantOps.Portal.Tests;

namespace PlantOps.Dashboard.Tests;

/// <summary>A gateway and a browser.</summary>
public sealed class DashboardFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal GatewayProcess Gateway { get; private set; } = null!;

    /// <summary>The cookie of an owner.</summary>
    internal string? Session { get; private set; }

    internal Garden Garden { get; private set; } = null!;

    private static string Executable => Environment.GetEnvironmentVariable("DASHBOARD_GATEWAY") ?? Repository.Program;

    public async ValueTask InitializeAsync()
    {
        // Without the browser every test skips itself, by name.
        if (!File.Exists(Chromium)) return;

        Gateway = await GatewayProcess.StartedAsync(Executable);
        Session = await SignInAsync();
        Garden = await Garden.PlantedAsync(Gateway);
        _playwright = await Playwright.CreateAsync();

        // In a container the tests are root, whom Chromium's sandbox does not take.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is null) return;

        await _browser.DisposeAsync();
        _playwright!.Dispose();
        await Garden.DisposeAsync();
        await Gateway.DisposeAsync();
    }

    /// <summary>A browser of its own: nobody's cookies, or those of an owner.</summary>
    internal async Task<Screen> ScreenAsync(bool signedIn = true, ScreenKind? kind = null)
    {
        Component.Need(_browser is not null, "chromium");
        return await Screen.CreateAsync(_browser!, Gateway, kind ?? new ScreenKind(), signedIn ? Session : null);
    }

    /// <summary>Another gateway, on an empty directory.</summary>
    internal async Task<GatewayProcess> NewGatewayAsync()
    {
        Component.Need(_browser is not null, "chromium");
        return await GatewayProcess.StartedAsync(Executable);
    }

    /// <summary>A browser of nobody's, for another gateway.</summary>
    internal Task<Screen> VisitAsync(GatewayProcess gateway, ScreenKind? kind = null) =>
        Screen.CreateAsync(_browser!, gateway, kind ?? new ScreenKind(), session: null);

    /// <summary>A browser with a home of its own, and with all of its checks.</summary>
    internal Task<IBrowserContext> LaunchAsync(string home) => _playwright!.Chromium.LaunchPersistentContextAsync(
        Path.Combine(home, "profile"),
        new()
        {
            ExecutablePath = Chromium,
            Args = ["--no-sandbox"],
            Env = new Dictionary<string, string> { ["HOME"] = home },
        });

    /// <summary>A phone beside a device that is set up.</summary>
    internal async Task<Phone> PhoneAsync(bool scripts)
    {
        Component.Need(_browser is not null, "chromium");
        return await Phone.CreateAsync(_browser!, scripts);
    }

    /// <summary>A fresh link for this machine's owner.</summary>
    internal async Task<string> LinkAsync()
    {
        var finished = await Gateway.CommandAsync("open", "--json");
        return JsonDocument.Parse(finished.Output).RootElement.GetProperty("url").GetString()!;
    }

    private async Task<string> SignInAsync()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var answer = await client.GetAsync(new Uri(await LinkAsync()));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2)[1];
    }
}
