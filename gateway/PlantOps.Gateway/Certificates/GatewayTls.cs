using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace PlantOps.Gateway.Certificates;

/// <summary>TLS 1.2 and 1.3 with the certificate of the moment: a renewed one counts from the next handshake.</summary>
internal static class GatewayTls
{
    /// <summary>For devices, who trust the gateway's CA.</summary>
    /// <param name="listen">The endpoint.</param>
    /// <param name="certificates">Where the certificate comes from.</param>
    /// <param name="protocols">What ALPN offers.</param>
    public static ListenOptions UseGatewayTls(
        this ListenOptions listen, ServerCertificates certificates, List<SslApplicationProtocol> protocols) =>
        listen.UseTls(_ => certificates.Context, protocols);

    /// <summary>For browsers, who may trust something else, and for programs and devices that ask over HTTP.</summary>
    /// <param name="listen">The endpoint.</param>
    /// <param name="certificates">Where certificates come from.</param>
    /// <param name="own">One that others made.</param>
    public static ListenOptions UseBrowserTls(this ListenOptions listen, ServerCertificates certificates, OwnCertificate own) =>
        listen.UseTls(
            called =>
            {
                var name = called.ClientHelloInfo.ServerName;
                return own.ContextFor(name)
                    ?? certificates.ContextFor(name, (called.Connection.LocalEndPoint as IPEndPoint)?.Address);
            },
            null);

    private static ListenOptions UseTls(
        this ListenOptions listen, Func<TlsHandshakeCallbackContext, SslStreamCertificateContext> shown,
        List<SslApplicationProtocol>? protocols) =>
        listen.UseHttps(new TlsHandshakeCallbackOptions
        {
            // A fresh object each time: Kestrel writes HTTP's protocols into it.
            OnConnection = called => ValueTask.FromResult(new SslServerAuthenticationOptions
            {
                ServerCertificateContext = shown(called),
                EnabledSslProtocols = ServerCertificates.Protocols,
                ApplicationProtocols = protocols,
            }),
        });
}
