using Microsoft.Playwright;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Portal.Tests;

/// <summary>A gateway and a browser, which all tests share.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal GatewayProcess Gateway { get; private set; } = null!;

    internal GatewayApi Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        // Without the browser every test skips itself, by name.
        if (!File.Exists(Chromium)) return;

        Gateway = await GatewayProcess.StartedAsync(Repository.Gateway);
        Api = await Gateway.ApiAsync();
        _playwright = await Playwright.CreateAsync();

        // In a container the tests are root, whom Chromium's sandbox does not take.
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser == null) return;

        await _browser.DisposeAsync();
        _playwright!.Dispose();
        Api.Dispose();
        await Gateway.DisposeAsync();
    }

    /// <summary>A new phone, 390 × 844, with or without scripts.</summary>
    internal async Task<Phone> PhoneAsync(bool scripts)
    {
        Component.Need(_browser != null, "chromium");
        return await Phone.CreateAsync(_browser!, scripts);
    }
}
