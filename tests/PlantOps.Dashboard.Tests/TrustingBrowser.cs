using System.Diagnostics;
using Microsoft.Playwright;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.Dashboard.Tests;

/// <summary>A browser with all of its checks, whose user has installed what the gateway offers, or nothing.</summary>
internal sealed class TrustingBrowser : IAsyncDisposable
{
    private const string Certutil = "/usr/bin/certutil";

    private readonly string _home = Directory.CreateTempSubdirectory("plantops-browser-").FullName;

    private TrustingBrowser()
    {
    }

    public IBrowserContext Context { get; private set; } = null!;

    public static async Task<TrustingBrowser> OpenAsync(
        DashboardFixture fixture, string? root = "/household.crt", string? session = null)
    {
        Component.Need(fixture.Gateway is not null, "chromium");
        Component.Need(File.Exists(Certutil), "certutil");
        var browser = new TrustingBrowser();

        // Chromium on Linux takes what its user trusts from an NSS database in their home.
        var store = Path.Combine(browser._home, ".pki", "nssdb");
        Directory.CreateDirectory(store);
        await RunAsync("-N", "-d", "sql:" + store, "--empty-password");
        if (root is not null)
        {
            var file = Path.Combine(browser._home, "root.crt");
            using var http = new HttpClient();
            await File.WriteAllBytesAsync(
                file, await http.GetByteArrayAsync(new Uri($"http://localhost:{fixture.Gateway!.HttpPort}{root}")));
            await RunAsync("-A", "-d", "sql:" + store, "-n", "household", "-t", "C,,", "-i", file);
        }

        browser.Context = await fixture.LaunchAsync(browser._home);
        browser.Context.SetDefaultTimeout(60_000);
        if (session is not null)
            await browser.Context.AddCookiesAsync(
                [new Cookie
                {
                    Name = "__Host-plantops",
                    Value = session,
                    Url = fixture.Gateway!.Https.AbsoluteUri,
                    Secure = true,
                }]);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    private static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Certutil, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, error);
    }
}
