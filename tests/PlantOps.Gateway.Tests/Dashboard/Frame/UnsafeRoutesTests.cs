using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.Frame;

/// <summary>What other sites can make a browser do: nothing, on any page, also on pages that are still to come.</summary>
public sealed class UnsafeRoutesTests
{
    private const string FetchSite = "Sec-Fetch-Site";
    private const string Origin = "Origin";

    // What a browser says of a request that another site makes it send; null where it does not say it.
    private static readonly (string? Site, string? Origin)[] Foreign =
    [
        ("cross-site", null), ("same-site", null), ("none", null), ("cross-site", "own"), (null, "https://evil.example"),
        (null, "null"), (null, null), ];

    [Fact]
    public async Task Post_FromAnotherSite_IsRefusedOnEveryPage()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var browser = gateway.Browser("Ada");
        var before = Audited(gateway);
        var routes = Routes(gateway, "POST");
        Assert.True(routes.Count >= 15, $"{routes.Count} routes.");

        foreach (var (site, origin) in Foreign)
        {
            browser.Without(FetchSite);
            browser.Without(Origin);
            if (site is not null) browser.Headers(FetchSite, site);
            if (origin is not null) browser.Headers(Origin, origin == "own" ? $"https://localhost:{gateway.HttpsPort}" : origin);
            foreach (var route in routes)
            {
                var answer =
                    await browser.PostAsync(route, ("name", "Eve"), ("role", "owner"), ("person", "Eve"), ("hours", "1"));
                Assert.True(
                    answer.Status == HttpStatusCode.SeeOther
                        && answer.Location!.StartsWith(Navigation.SignIn, StringComparison.Ordinal),
                    $"{route} from {site}, {origin} answers {(int)answer.Status} {answer.Location}");
            }
        }

        Assert.Equal(before, Audited(gateway));
        Assert.Single(gateway.Services.GetRequiredService<SessionRegistry>().All);
    }

    [Fact]
    public async Task Post_FromTheOwnPage_IsLetIn()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        foreach (var route in Routes(gateway, "POST"))
        {
            using var modern = gateway.Browser("Ada");
            using var older = gateway.Browser("Ada");
            older.Without(FetchSite);
            older.Headers(Origin, $"https://localhost:{gateway.HttpsPort}");

            foreach (var browser in (PageBrowser[])[modern, older])
            {
                var answer = await browser.PostAsync(route);
                Assert.False(answer.Location?.StartsWith("/sign-in?", StringComparison.Ordinal) == true,
                    $"{route} leads to {answer.Location}");
            }
        }
    }

    [Fact]
    public async Task Get_EveryPage_IsInNobodysFrameAndKeptByNobody()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var browser = gateway.Browser("Ada");
        foreach (var route in Routes(gateway, "GET").Where(route => route != "/live"))
        {
            var answer = await browser.GetAsync(route);
            Assert.Equal(["DENY"], answer.Response.Headers.GetValues("X-Frame-Options"));
            Assert.Contains(
                "frame-ancestors 'none'", Assert.Single(answer.Response.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal);
            Assert.Contains("no-store", answer.Response.Headers.CacheControl?.ToString() ?? "no-store", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SignIn_WithASessionThatSomebodyElseChose_BeginsAnother()
    {
        const string Planted = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        await using var gateway = await GatewayHost.StartedAsync();
        using var victim = new PageBrowser(gateway);
        victim.Cookies.Add(new Cookie(SessionCookie.Name, Planted, "/", "localhost") { Secure = true });
        var code = await victim.ArriveAsync();
        var answers = gateway.Services.GetRequiredService<ArrivalAnswers>();
        answers.Approve(code, new ApprovalRequest { Person = "Ben", Role = TokenRoles.Owner }, Principal.Local);

        await victim.GetAsync("/sign-in/state");

        Assert.Equal(HttpStatusCode.OK, (await victim.GetAsync("/plants")).Status);
        Assert.NotEqual(Planted, victim.Cookies.GetCookies(victim.Home)[SessionCookie.Name]!.Value);
        Assert.Null(gateway.Services.GetRequiredService<SessionRegistry>().Authenticate(Planted));
        using var attacker = new PageBrowser(gateway);
        attacker.Cookies.Add(new Cookie(SessionCookie.Name, Planted, "/", "localhost") { Secure = true });
        Assert.Equal(HttpStatusCode.SeeOther, (await attacker.GetAsync("/plants")).Status);
    }

    private static List<string> Routes(GatewayHost gateway, string method) =>
    [
        .. gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ForPeople>() is not null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single() == method)
            .Select(endpoint => endpoint.RoutePattern.RawText!.Replace("{", "", StringComparison.Ordinal)
                .Replace("}", "", StringComparison.Ordinal)),
    ];

    private static int Audited(GatewayHost gateway) => gateway.Services.GetRequiredService<AuditLog>().Read(null, 100).Count;
}
