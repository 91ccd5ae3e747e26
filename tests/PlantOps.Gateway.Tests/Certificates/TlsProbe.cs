using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Certificates;

/// <summary>A client that trusts one CA and nothing else.</summary>
internal static class TlsProbe
{
    /// <summary>The gateway's CA of the moment, as a client keeps it.</summary>
    public static X509Certificate2 CaOf(GatewayHost gateway) =>
        X509CertificateLoader.LoadCertificate(gateway.Services.GetRequiredService<ServerCertificates>().Authority.Der);

    /// <summary>Shakes hands at a port, or throws; the number of the certificate that was shown.</summary>
    public static async Task<string> ShakeHands(GatewayHost gateway, X509Certificate2 trusted, int? port = null)
    {
        using var client = new TcpClient("localhost", port ?? gateway.HttpsPort);
        await using var tls = new SslStream(client.GetStream());
        var policy = gateway.Trust();
        policy.CustomTrustStore.Clear();
        policy.CustomTrustStore.Add(trusted);
        var options = new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = policy };
        await tls.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken);
        return tls.RemoteCertificate!.GetSerialNumberString();
    }
}
