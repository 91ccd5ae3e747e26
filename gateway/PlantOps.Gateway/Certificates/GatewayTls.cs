using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace PlantOps.Gateway.Certificates;

internal static class GatewayTls
{
    /// <summary>TLS 1.2 and 1.3 with the certificate of the moment: a renewed one counts from the next handshake.</summary>
    /// <param name="listen">The endpoint.</param>
    /// <param name="certificates">Where the certificate comes from.</param>
    /// <param name="protocols">What ALPN offers; HTTP's own where it is <see langword="null"/>.</param>
    public static ListenOptions UseGatewayTls(
        this ListenOptions listen, ServerCertificates certificates, List<SslApplicationProtocol>? protocols = null) =>
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            // A fresh object each time: Kestrel writes HTTP's protocols into it.
            OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = certificates.Context,
                EnabledSslProtocols = ServerCertificates.Protocols,
                ApplicationProtocols = protocols,
            }),
        });
}
