using Microsoft.Playwright;

namespace PlantOps.Dashboard.Tests;

/// <summary>Signing in with a passkey, in a browser that trusts the gateway and has an authenticator.</summary>
[Collection(DashboardSuite.Name)]
public sealed class PasskeyTests(DashboardFixture fixture)
{
    [Fact]
    public async Task Passkey_MadeOnce_SignsInUntilItIsRemoved()
    {
        await using var browser = await TrustingBrowser.OpenAsync(fixture, session: fixture.Session);
        var page = await browser.Context.NewPageAsync();
        await AuthenticateByItselfAsync(page);

        await page.GotoAsync(Address("/settings/passkeys"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey for this device" }).ClickAsync();
        await page.GetByRole(AriaRole.Listitem).GetByText("localhost").WaitForAsync();

        // A cookie that somebody else knows is not what signs in.
        await browser.Context.ClearCookiesAsync();
        var planted = new Cookie { Name = "__Host-plantops", Value = "known-to-eve", Url = Address("/"), Secure = true };
        await browser.Context.AddCookiesAsync([planted]);
        await page.GotoAsync(Address("/sign-in?back=/settings/passkeys"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.GetByText("Owner, owner").WaitForAsync();
        Assert.DoesNotContain(await browser.Context.CookiesAsync(), cookie => cookie.Value == planted.Value);
        Assert.Equal(Address("/settings/passkeys"), page.Url);
        await page.GetByText("last used").WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.GetByText("There are none yet.").WaitForAsync();
        await browser.Context.ClearCookiesAsync();
        await page.GotoAsync(Address("/sign-in"));
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).CountAsync());
    }

    [Fact]
    public async Task Passkeys_ByAnAddress_AreNotOffered()
    {
        await using var screen = await fixture.ScreenAsync();
        await screen.Context.AddCookiesAsync(
            [new Cookie
            {
                Name = "__Host-plantops",
                Value = fixture.Session!,
                Url = $"https://127.0.0.1:{fixture.Gateway.Https.Port}/",
                Secure = true,
            }]);

        await screen.OpenAsync($"https://127.0.0.1:{fixture.Gateway.Https.Port}/settings/passkeys");

        await screen.Page.GetByText("Open it by a name").WaitForAsync();
        Assert.Equal(0, await screen.Page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).CountAsync());
    }

    // Like a phone whose owner always shows their face.
    private static async Task AuthenticateByItselfAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private string Address(string path) => new Uri(fixture.Gateway.Https, path).AbsoluteUri;
}
