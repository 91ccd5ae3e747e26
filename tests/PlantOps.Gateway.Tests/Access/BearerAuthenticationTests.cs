using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Access;

public sealed class BearerAuthenticationTests
{
    private const string Path = "/api/v1/devices";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_WithoutToken_IsRefusedWithAProblemAndAChallenge()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();

        using var answer = await client.GetAsync(Path, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("owner")]
    [InlineData("viewer")]
    [InlineData("waters")]
    [InlineData("device-manager")]
    public async Task Get_WithATokenOfAnyRole_IsLetIn(string role)
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.SignedIn(TokenRoles.Parse(role)!.Value);

        using var answer = await client.GetAsync(Path, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Get_WithWrongTokens_IsHeldBackLongerEachTimeAndThenTold()
    {
        var time = new WaitingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        using var client = WithToken(gateway, "po_wrong");
        var waits = new List<TimeSpan>();
        for (var i = 0; i < ThrottleLimits.Default.FreeFailures; i++)
        {
            var asked = client.GetAsync(Path, Token);
            waits.Add(await time.NextWait());
            Assert.False(asked.IsCompleted);
            time.Advance(waits[^1]);
            using var refused = await asked;
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
            Assert.Contains("invalid_token", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }

        using var told = await client.GetAsync(Path, Token);

        Assert.Equal(waits.Order(), waits);
        Assert.True(waits[1] > waits[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, told.StatusCode);
        Assert.Equal(ThrottleLimits.Default.FirstBlock - waits[^1], told.Headers.RetryAfter?.Delta);
        var problem = JsonDocument.Parse(await told.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal("too_many_attempts", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Get_WithARightTokenFromABlockedAddress_IsLetIn()
    {
        var time = new WaitingTime();
        await using var gateway = await GatewayHost.StartedAsync(time);
        using var wrong = WithToken(gateway, "po_wrong");
        for (var i = 0; i < ThrottleLimits.Default.FreeFailures; i++)
        {
            var asked = wrong.GetAsync(Path, Token);
            time.Advance(await time.NextWait());
            (await asked).Dispose();
        }

        using var right = gateway.SignedIn();
        using var answer = await right.GetAsync(Path, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static HttpClient WithToken(GatewayHost gateway, string token)
    {
        var client = gateway.Https();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
