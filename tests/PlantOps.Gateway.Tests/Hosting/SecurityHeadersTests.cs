using System.Net;
using System.Text.RegularExpressions;
using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Tests.Hosting;

public sealed partial class SecurityHeadersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/tokens", HttpStatusCode.OK)]
    [InlineData("/api/v1/plants/none", HttpStatusCode.NotFound)]
    [InlineData("/api/health", HttpStatusCode.OK)]
    [InlineData("/metrics", HttpStatusCode.OK)]
    [InlineData("/docs/", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    public async Task Get_Anything_TellsBrowsersToGuessAndKeepNothing(string path, HttpStatusCode status)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn(TokenRole.Owner);

        using var answer = await client.GetAsync(path, Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"), "The port without TLS has the same host name.");
        if (path.StartsWith("/api", StringComparison.Ordinal) || path == "/metrics")
            Assert.Contains("no-store", Header(answer, "Cache-Control"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_Docs_AllowsTheScriptsOfThisAnswerOnly()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();

        using var answer = await client.GetAsync("/docs/", Token);
        using var other = await client.GetAsync("/docs/", Token);

        var nonce = Nonce().Match(Header(answer, "Content-Security-Policy")).Groups[1].Value;
        Assert.NotEmpty(nonce);
        Assert.NotEqual(nonce, Nonce().Match(Header(other, "Content-Security-Policy")).Groups[1].Value);
        var scripts = Script().Matches(await answer.Content.ReadAsStringAsync(Token));
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script.Value, StringComparison.Ordinal));
        var policy = Header(answer, "Content-Security-Policy").Split("; ");
        Assert.DoesNotContain(
            "unsafe", policy.Single(part => part.StartsWith("script-src", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(", ", answer.Headers.GetValues(name));

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script[^>]*>")]
    private static partial Regex Script();
}
