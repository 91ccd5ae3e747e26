using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Certificates;

public sealed class GatewayTlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handshake_AfterARenewal_ShowsTheNewCertificateWithoutARestart()
    {
        using var directory = new TemporaryDirectory();
        var time = new WaitingTime();
        IssueIn(directory.Path, time);
        time.SetUtcNow(time.GetUtcNow() + ServerCertificate.Lifetime - ServerCertificate.RenewBefore - TimeSpan.FromMinutes(5));
        await using var gateway = await GatewayHost.StartedAsync(time, directory.Path);
        var certificates = gateway.Services.GetRequiredService<ServerCertificates>();
        var before = await CertificateShown(gateway);
        time.Advance(TimeSpan.FromMinutes(10));
        certificates.RenewIfDue();

        var after = await CertificateShown(gateway);

        Assert.NotEqual(before, after);
        Assert.Equal(certificates.Home!.Certificate.SerialNumber, after);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Handshake_WithTls12Or13_Succeeds(SslProtocols protocol)
    {
        await using var gateway = await GatewayHost.StartedAsync();

        Assert.NotEmpty(await CertificateShown(gateway, protocol));
    }

    [Fact]
    public async Task Handshake_ByAClientThatTrustsAnotherCa_Fails()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        await using var other = await GatewayHost.StartedAsync();
        using var client = other.Https();
        var url = new Uri($"https://localhost:{gateway.HttpsPort}/api/time");

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(url, Token));

        Assert.IsType<AuthenticationException>(failure.InnerException);
    }

    [Fact]
    public async Task GetCa_InTheClear_IsTheCaThatVouchesForTheGateway()
    {
        await using var gateway = await GatewayHost.StartedAsync();
        using var http = gateway.Http();

        using var answer = await http.GetAsync("/ca.crt", Token);

        Assert.Equal("application/x-pem-file", answer.Content.Headers.ContentType?.MediaType);
        using var ca = X509Certificate2.CreateFromPem(await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal(gateway.Services.GetRequiredService<ServerCertificates>().Authority.Der, ca.RawData);
        Assert.False(ca.HasPrivateKey);
    }

    private static void IssueIn(string path, TimeProvider time) => _ = new ServerCertificates(
        new DataDirectory(path), UnsharedRecords.Authority, Options.Create(new CertificateOptions()), time,
        NullLogger<ServerCertificates>.Instance);

    private static async Task<string> CertificateShown(GatewayHost gateway, SslProtocols protocol = SslProtocols.None)
    {
        using var client = new TcpClient("localhost", gateway.HttpsPort);
        await using var tls = new SslStream(client.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            CertificateChainPolicy = gateway.Trust(),
        };
        await tls.AuthenticateAsClientAsync(options, Token);
        return tls.RemoteCertificate!.GetSerialNumberString();
    }
}
