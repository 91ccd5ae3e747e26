using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Tests.Hosting;

public sealed class HttpLimitsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_MoreHeadersThanAllowed_Is431()
    {
        await using var gateway = await GatewayHost.StartedAsync();

        Assert.Equal("200", await StatusOf(gateway, "/api/time", Headers(HttpLimits.MaxHeaders - 5, 10)));
        Assert.Equal("431", await StatusOf(gateway, "/api/time", Headers(HttpLimits.MaxHeaders + 1, 10)));
        Assert.Equal("431", await StatusOf(gateway, "/api/time", Headers(5, HttpLimits.MaxHeaderBytes / 4)));
        Assert.Equal("414", await StatusOf(gateway, "/" + new string('x', HttpLimits.MaxRequestLineBytes), string.Empty));
    }

    [Fact]
    public async Task Send_ABodyThatIsTooLarge_Is413()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var client = gateway.Https();

        var body = new StringContent(new string('x', HttpLimits.MaxBodyBytes + 1), null, "application/json");
        using var answer = await client.PostAsync("/api/devices/register", body, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static string Headers(int count, int length) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('x', length)}\r\n"));

    // By hand: a client of its own would refuse to send it.
    private static async Task<string?> StatusOf(GatewayHost gateway, string path, string headers)
    {
        using var socket = new TcpClient("localhost", gateway.HttpsPort);
        await using var tls = new SslStream(socket.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = gateway.Trust() };
        await tls.AuthenticateAsClientAsync(options, Token);
        var request = $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n";
        await tls.WriteAsync(Encoding.ASCII.GetBytes(request), Token);
        using var reader = new StreamReader(tls, Encoding.ASCII);
        return (await reader.ReadLineAsync(Token) ?? string.Empty).Split(' ').ElementAtOrDefault(1);
    }
}
