using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>What installing the gateway's root does for a browser that has no certificate error switched off.</summary>
[Collection(DashboardSuite.Name)]
public sealed class TrustTests(DashboardFixture fixture)
{
    [Fact]
    public async Task Browser_ThatInstalledTheRoot_OpensTheGatewayWithoutAWarning()
    {
        await using var browser = await TrustingBrowser.OpenAsync(fixture);
        var page = await browser.Context.NewPageAsync();

        await page.GotoAsync(new Uri(fixture.Gateway.Https, "/sign-in").AbsoluteUri);
        Assert.True(await page.EvaluateAsync<bool>("isSecureContext"));
        Assert.NotEmpty(await page.Locator("#code").InnerTextAsync());
        await page.GotoAsync($"https://127.0.0.1:{fixture.Gateway.Https.Port}/sign-in");
        Assert.NotEmpty(await page.Locator("#code").InnerTextAsync());
    }

    [Fact]
    public async Task Browser_ThatInstalledNothing_RefusesTheGateway()
    {
        await using var browser = await TrustingBrowser.OpenAsync(fixture, root: null);
        var page = await browser.Context.NewPageAsync();

        var refused = await Assert.ThrowsAsync<PlaywrightException>(
            () => page.GotoAsync(new Uri(fixture.Gateway.Https, "/sign-in").AbsoluteUri));

        Assert.Contains("ERR_CERT_AUTHORITY_INVALID", refused.Message, StringComparison.Ordinal);
    }
}
