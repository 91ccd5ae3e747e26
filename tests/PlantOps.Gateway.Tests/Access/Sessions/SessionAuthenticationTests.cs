using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Events;
using PlantOps.Gateway.Tests.Events;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access.Sessions;

public sealed class SessionAuthenticationTests
{
    private const string Devices = "/api/v1/devices";
    private const string Enrolments = "/api/v1/enrolments";
    private const string Sessions = "/api/v1/sessions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_ByABrowser_IsTheirsInTheAuditLog()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var (browser, session) = gateway.Browser(TokenRole.Owner, "Ann");

        using var made = await browser.PostAsJsonAsync(Enrolments, new { name = "Fern" }, Token);

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        var entry = (await browser.GetFromJsonAsync<JsonElement>("/api/v1/audit", Token)).GetProperty("items")[0];
        Assert.Equal(("Ann", session.Id), (entry.GetProperty("who").GetString(), entry.GetProperty("token_id").GetString()));
    }

    [Theory]
    [InlineData("cross-site", null, false)]
    [InlineData("same-site", null, false)]
    [InlineData("none", null, false)]
    [InlineData("same-origin", null, true)]
    [InlineData(null, "https://evil.example", false)]
    [InlineData(null, "null", false)]
    [InlineData(null, null, false)]
    [InlineData(null, "own", true)]
    public async Task Change_FromAnotherSite_IsRefused(string? site, string? origin, bool isLetIn)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var (browser, _) = gateway.Browser(TokenRole.Owner);
        browser.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        if (site is not null) browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        if (origin is not null)
            browser.DefaultRequestHeaders.Add("Origin", origin == "own" ? $"https://localhost:{gateway.HttpsPort}" : origin);

        using var made = await browser.PostAsJsonAsync(Enrolments, new { name = "Fern" }, Token);
        using var seen = await browser.GetAsync(Devices, Token);

        Assert.Equal(isLetIn ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
    }

    [Fact]
    public async Task Delete_ASession_RefusesItAtOnceAndEndsItsStream()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var owner = gateway.SignedIn(TokenRole.Owner);
        var (browser, session) = gateway.Browser(TokenRole.Viewer, "Ann");
        using var listener = await EventListener.StartedAsync(browser);
        await listener.Comment();
        var listed = Assert.Single((await owner.GetFromJsonAsync<JsonElement>(Sessions, Token)).EnumerateArray());
        Assert.Equal(("Ann", "viewer"), (listed.GetProperty("person").GetString(), listed.GetProperty("role").GetString()));

        using var ended = await owner.DeleteAsync($"{Sessions}/{session.Id}", Token);
        gateway.Services.GetRequiredService<LiveEvents>()
            .Publish(LiveEventType.Device, SessionView.Of(session), AccessJson.Default.SessionView);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        using var refused = await browser.GetAsync(Devices, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        while (await listener.Next() is not null)
        {
            // What was on its way already.
        }

        using var again = await owner.DeleteAsync($"{Sessions}/{session.Id}", Token);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task Get_WithATokenBesideTheCookie_IsTheTokens()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var (browser, _) = gateway.Browser(TokenRole.Viewer);
        var token = gateway.Services.GetRequiredService<TokenRegistry>().Create("laptop", TokenRole.Owner);
        browser.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var answer = await browser.GetAsync(Sessions, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    public async Task Get_WithACookieThatIsNoSession_IsRefused(string secret)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();
        client.DefaultRequestHeaders.Add("Cookie", $"{SessionCookie.Name}={secret}");

        using var answer = await client.GetAsync(Devices, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Get_ADayLater_RenewsTheCookie()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await GatewayHost.StartedAsync(time);
        var (browser, _) = gateway.Browser(TokenRole.Viewer);

        using var first = await browser.GetAsync(Devices, Token);
        time.Advance(TimeSpan.FromDays(1));
        using var later = await browser.GetAsync(Devices, Token);

        Assert.False(first.Headers.Contains("Set-Cookie"));
        var cookie = Assert.Single(later.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith($"{SessionCookie.Name}=", cookie, StringComparison.Ordinal);
        foreach (var attribute in (string[])["secure", "httponly", "samesite=lax", "path=/", $"max-age={400 * 86400}"])
            Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }
}
