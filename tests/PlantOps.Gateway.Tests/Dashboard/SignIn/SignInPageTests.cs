using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Arrivals;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Dashboard.SignIn;

public sealed class SignInPageTests
{
    private const string SignedIn = "/plants";

    [Fact]
    public async Task SignIn_ByACodeThatIsApproved_IsForThatBrowserAlone()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ben = new PageBrowser(gateway);
        using var stranger = new PageBrowser(gateway);
        var code = await ben.ArriveAsync();
        await stranger.ArriveAsync();
        Assert.Equal("/sign-in", (await ben.GetAsync("/sign-in/state")).Location);
        Approve(gateway, code, "Ben", TokenRole.Waters);

        Assert.Equal("/sign-in", (await stranger.GetAsync("/sign-in/state")).Location);
        Assert.Equal(SignedIn, (await ben.GetAsync("/sign-in/state")).Location);

        var page = await ben.GetAsync(SignedIn);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Ben, waters", page.Html, StringComparison.Ordinal);
        var session = Assert.Single(gateway.Services.GetRequiredService<SessionRegistry>().All);
        Assert.Equal(("Ben", "waters", "Safari on iPhone"), (session.Person, session.Role, session.Browser));
        Assert.Equal("/sign-in", (await stranger.GetAsync(SignedIn)).Location);
    }

    [Fact]
    public async Task SignIn_Reloaded_ShowsTheSameCode()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ben = new PageBrowser(gateway);

        Assert.Equal(await ben.ArriveAsync(), await ben.ArriveAsync());
        Assert.Single(gateway.Services.GetRequiredService<ArrivalRegistry>().Waiting);
    }

    [Fact]
    public async Task State_AskedByHtmx_SaysNothingUntilItLeadsOn()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ben = new PageBrowser(gateway);
        var code = await ben.ArriveAsync();
        ben.Headers("HX-Request", "true");

        var waiting = await ben.GetAsync("/sign-in/state?back=%2Farrivals");
        Approve(gateway, code, "Ben", TokenRole.Owner);
        var done = await ben.GetAsync("/sign-in/state?back=%2Farrivals");

        Assert.Equal(HttpStatusCode.NoContent, waiting.Status);
        Assert.False(waiting.Response.Headers.Contains("HX-Redirect"));
        Assert.Equal("/arrivals", Assert.Single(done.Response.Headers.GetValues("HX-Redirect")));
    }

    [Fact]
    public async Task SignIn_Refused_SaysSoAndMayAskAgain()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ben = new PageBrowser(gateway);
        var code = await ben.ArriveAsync();
        gateway.Services.GetRequiredService<ArrivalRegistry>().Refuse(code);

        var page = await ben.GetAsync("/sign-in");
        var again = await ben.GetAsync("/sign-in?again=1");

        Assert.Contains("You were turned away", page.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"code\"", again.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("evil")]
    public async Task SignIn_LeadingBackElsewhere_LeadsToThePlants(string back)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ben = new PageBrowser(gateway);
        Approve(gateway, await ben.ArriveAsync(), "Ben", TokenRole.Owner);

        Assert.Equal(SignedIn, (await ben.GetAsync($"/sign-in/state?back={Uri.EscapeDataString(back)}")).Location);
    }

    [Fact]
    public async Task Open_ALink_SignsInOnceAndOnThisMachineOnly()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var links = gateway.Services.GetRequiredService<SignInLinks>();
        var link = SignInLinks.Path + links.Make();
        using var elsewhere = new PageBrowser(gateway);
        elsewhere.Headers("X-Forwarded-For", "192.0.2.7");
        using var renamed = new PageBrowser(gateway, inTheClear: true);
        renamed.Headers("Host", "evil.example");
        using var ada = new PageBrowser(gateway);
        using var second = new PageBrowser(gateway);

        Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.PermanentRedirect, (await renamed.GetAsync(link)).Status);
        Assert.Equal("/opened", (await ada.GetAsync(link)).Location);
        Assert.Equal(HttpStatusCode.NotFound, (await second.GetAsync(link)).Status);
        Assert.Equal(SignedIn, (await ada.GetAsync("/opened")).Location);
        Assert.Contains("Owner, owner", (await ada.GetAsync(SignedIn)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithASessionThatSomebodyElseKnows_BeginsAnother()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var eve = gateway.Browser("Eve", TokenRole.Viewer);
        var planted = eve.Cookies.GetCookies(eve.Home)[SessionCookie.Name]!.Value;
        var link = SignInLinks.Path + gateway.Services.GetRequiredService<SignInLinks>().Make();

        // Her cookie stands in the owner's browser when the link is opened.
        using var owner = new PageBrowser(gateway);
        owner.Cookies.Add(new Cookie(SessionCookie.Name, planted, "/", "localhost") { Secure = true });
        Assert.Equal("/opened", (await owner.GetAsync(link)).Location);

        Assert.NotEqual(planted, owner.Cookies.GetCookies(owner.Home)[SessionCookie.Name]!.Value);
        Assert.Contains("Owner, owner", (await owner.GetAsync(SignedIn)).Html, StringComparison.Ordinal);
        Assert.Contains("Eve, ", (await eve.GetAsync(SignedIn)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WithACookieThatSomebodyMadeUp_BeginsASessionOfItsOwn()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        const string MadeUp = "known-to-eve";
        var link = SignInLinks.Path + gateway.Services.GetRequiredService<SignInLinks>().Make();
        using var owner = new PageBrowser(gateway);
        using var eve = new PageBrowser(gateway);
        foreach (var browser in (PageBrowser[])[owner, eve])
            browser.Cookies.Add(new Cookie(SessionCookie.Name, MadeUp, "/", "localhost") { Secure = true });

        await owner.GetAsync(link);

        Assert.NotEqual(MadeUp, owner.Cookies.GetCookies(owner.Home)[SessionCookie.Name]!.Value);
        Assert.Equal("/sign-in", (await eve.GetAsync(SignedIn)).Location);
    }

    [Fact]
    public async Task Open_WhereTheBrowserKeepsNoCookie_SaysWhereElseToGo()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var link = SignInLinks.Path + gateway.Services.GetRequiredService<SignInLinks>().Make();

        // The client keeps no Secure cookie of an address in the clear, as Safari does not.
        using var safari = new PageBrowser(gateway, inTheClear: true);
        Assert.Equal("/opened", (await safari.GetAsync(link)).Location);

        Assert.Contains(
            $"https://localhost:{gateway.HttpsPort}/sign-in", (await safari.GetAsync("/opened")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var ben = new PageBrowser(gateway);
        Approve(gateway, await ben.ArriveAsync(), "Ben", TokenRole.Owner);
        await ben.GetAsync("/sign-in/state");

        ben.Headers("Sec-Fetch-Site", "cross-site");
        await ben.PostAsync("/sign-out");
        Assert.Single(gateway.Services.GetRequiredService<SessionRegistry>().All);
        ben.Headers("Sec-Fetch-Site", "same-origin");
        var answer = await ben.PostAsync("/sign-out");

        Assert.Equal("/sign-in", answer.Location);
        Assert.Empty(gateway.Services.GetRequiredService<SessionRegistry>().All);
        Assert.Equal("/sign-in", (await ben.GetAsync(SignedIn)).Location);
    }

    [Fact]
    public async Task Arrivals_ByAnOwner_LetInAndTurnAway()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var arrivals = gateway.Services.GetRequiredService<ArrivalRegistry>();
        using var ada = new PageBrowser(gateway);
        Approve(gateway, await ada.ArriveAsync(), "Ada", TokenRole.Owner);
        await ada.GetAsync("/sign-in/state");
        using var ben = new PageBrowser(gateway);
        using var eve = new PageBrowser(gateway);
        var (code, other) = (await ben.ArriveAsync(), await eve.ArriveAsync());

        var plants = await ada.GetAsync(SignedIn);
        var wrong = await ada.PostAsync($"/arrivals/{code}/approve", ("person", "local"), ("role", "waters"));
        var approved = await ada.PostAsync($"/arrivals/{code}/approve", ("person", "Ben"), ("role", "waters"));
        var refused = await ada.PostAsync($"/arrivals/{other}/refuse");

        Assert.Contains("/arrivals", plants.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal(("/arrivals", "/arrivals"), (approved.Location, refused.Location));
        Assert.Empty(arrivals.Waiting);
        Assert.Equal(SignedIn, (await ben.GetAsync("/sign-in/state")).Location);
        Assert.DoesNotContain("Who wants in", (await ben.GetAsync(SignedIn)).Html, StringComparison.Ordinal);
        Assert.Contains("turned away", (await eve.GetAsync("/sign-in")).Html, StringComparison.Ordinal);
    }

    private static void Approve(GatewayHost gateway, string code, string person, TokenRole role) =>
        Assert.NotNull(gateway.Services.GetRequiredService<ArrivalRegistry>().Approve(code, person, role));
}
