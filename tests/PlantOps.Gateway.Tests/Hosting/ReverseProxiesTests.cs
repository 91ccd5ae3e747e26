using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Access.Arrivals;

namespace PlantOps.Gateway.Tests.Hosting;

/// <summary>Who is believed for whom a request is.</summary>
public sealed class ReverseProxiesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NamedProxy_ThatHadTls_IsServedAPageForItsClient()
    {
        await using var gateway = await GatewayHost.StartedAsync(more: ["--Https:Proxies", "192.0.2.0/24, 127.0.0.1"]);

        using var answer = await AskAsync(gateway, "/sign-in", "192.0.2.7");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("__Host-plantops-arrival", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Single(gateway.Services.GetRequiredService<ArrivalRegistry>().Waiting);
        Assert.DoesNotContain(gateway.DataDirectory, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamedProxy_ThatHadNoTls_IsSentToHttps()
    {
        await using var gateway = await GatewayHost.StartedAsync(more: ["--Https:Proxies", "127.0.0.1"]);

        using var answer = await AskAsync(gateway, "/sign-in", "192.0.2.7", scheme: "http");

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
    }

    [Theory]
    [InlineData()]
    [InlineData("--Https:Proxies", "192.0.2.0/24")]
    public async Task AnybodyElse_IsNotBelieved(params string[] settings)
    {
        await using var gateway = await GatewayHost.StartedAsync(more: settings);

        using var answer = await AskAsync(gateway, "/sign-in", "192.0.2.7");

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
    }

    [Fact]
    public async Task Setting_ThatIsNoAddress_NamesIt()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(
            () => GatewayHost.StartedAsync(more: ["--Https:Proxies", "127.0.0.1, nginx"]));

        Assert.Contains("Https:Proxies holds 'nginx'", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AskAsync(
        GatewayHost gateway, string path, string client, string scheme = "https")
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://localhost:{gateway.HttpPort}{path}"));
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-Host", "plants.example.org");
        return await http.SendAsync(request, Token);
    }
}
