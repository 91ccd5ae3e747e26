using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Tests.Dashboard;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access.Passkeys;

/// <summary>
/// Passkeys where no browser is needed to see that they are right; a real one makes and uses them in the dashboard's tests.
/// </summary>
public sealed class PasskeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Registry_AfterARestart_KnowsWhatWasKeptAndWhatIsGone()
    {
        using var directory = new TemporaryDirectory();
        await using (var gateway = await GatewayHost.StartedAsync(dataDirectory: directory.Path))
        {
            var passkeys = gateway.Services.GetRequiredService<PasskeyRegistry>();
            passkeys.Keep(Some(1));
            passkeys.Keep(Some(2));
            Assert.NotNull(passkeys.Remove(Some(2).Id));
            Assert.Null(passkeys.Remove(Some(2).Id));
        }

        await using var again = await GatewayHost.StartedAsync(dataDirectory: directory.Path);
        var kept = Assert.Single(again.Services.GetRequiredService<PasskeyRegistry>().All);
        Assert.Equal(Some(1).PublicKey, kept.PublicKey);
        Assert.Equal(
            (Some(1).Person, Some(1).Role, Some(1).CredentialId.Length), (kept.Person, kept.Role, kept.CredentialId.Length));
    }

    [Fact]
    public async Task Remove_OfSomebodyElses_IsForOwnersOnly()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        var passkeys = gateway.Services.GetRequiredService<PasskeyRegistry>();
        passkeys.Keep(Some(1, "Ada"));
        passkeys.Keep(Some(2, "Ben"));
        using var ben = SignedIn(gateway, "Ben", TokenRole.Viewer);
        using var ada = SignedIn(gateway, "Ada", TokenRole.Owner);

        Assert.DoesNotContain("Ada", (await ben.GetAsync("/settings/passkeys")).Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ben.PostAsync($"/settings/passkeys/{Some(1).Id}/remove")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await ben.PostAsync($"/settings/passkeys/{Some(2).Id}/remove")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await ada.PostAsync($"/settings/passkeys/{Some(1).Id}/remove")).Status);
        Assert.Empty(passkeys.All);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no JSON \ud800")]
    [InlineData(
        """{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AAAA","signature":"AAAA","userHandle":"AAAA"}}""")]
    public async Task SignIn_WithAnAnswerThatIsNone_LetsNobodyIn(string answer)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        gateway.Services.GetRequiredService<PasskeyRegistry>().Keep(Some(1));
        using var browser = new PageBrowser(gateway);
        var question = await browser.PostAsync("/sign-in/passkey/question");
        Assert.Contains("challenge", question.Html, StringComparison.Ordinal);

        using var content = new StringContent(answer, Encoding.UTF8, "application/json");
        var answered = await browser.SendAsync("/sign-in/passkey", content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answered.Status);
        Assert.Equal("/sign-in", (await browser.GetAsync("/plants")).Location);
    }

    [Fact]
    public async Task Make_ByAProgramWithAToken_IsRefused()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var http = gateway.Https();
        var token = gateway.Services.GetRequiredService<TokenRegistry>().Create("program", TokenRole.Owner);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);

        using var answer = await http.PostAsync("/settings/passkeys/question", null, Token);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Fact]
    public void State_IsTakenOnceInTimeAndForItsPurpose()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-05-01T08:00:00Z", null));
        var state = new PasskeyState(time);

        Assert.Null(state.Take(Returned(state, PasskeyState.Making), PasskeyState.SigningIn));
        var asked = Returned(state, PasskeyState.SigningIn);
        Assert.Equal("question", state.Take(asked, PasskeyState.SigningIn));
        Assert.Null(state.Take(asked, PasskeyState.SigningIn));
        Assert.Null(new PasskeyState(time).Take(Returned(state, PasskeyState.SigningIn), PasskeyState.SigningIn));
        Assert.Null(state.Take(WithCookie("x.y"), PasskeyState.SigningIn));
        var late = Returned(state, PasskeyState.SigningIn);
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(state.Take(late, PasskeyState.SigningIn));
    }

    private static PageBrowser SignedIn(GatewayHost gateway, string person, TokenRole role)
    {
        var (_, secret) = gateway.Services.GetRequiredService<SessionRegistry>().Begin(person, role, "Safari");
        var browser = new PageBrowser(gateway);
        browser.Cookies.Add(new Cookie(SessionCookie.Name, secret, "/", "localhost") { Secure = true });
        return browser;
    }

    // A request that brings the cookie that an answer set.
    private static DefaultHttpContext Returned(PasskeyState state, string purpose)
    {
        var asked = new DefaultHttpContext();
        state.Write(asked, purpose, "question");
        return WithCookie(asked.Response.Headers.SetCookie.ToString().Split(';')[0].Split('=', 2)[1]);
    }

    private static DefaultHttpContext WithCookie(string value)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = "__Host-plantops-passkey=" + value;
        return context;
    }

    private static Passkey Some(byte number, string person = "Ada")
    {
        byte[] id = [number, 2, 3, 4];
        return new Passkey
        {
            Id = PasskeyRegistry.IdOf(id),
            CredentialId = id,
            PublicKey = [9, number],
            Person = person,
            Role = "owner",
            Browser = "Safari on iPhone",
            Host = "localhost",
            SignCount = 0,
            CreatedAt = 1,
            LastUsed = 0,
        };
    }
}
