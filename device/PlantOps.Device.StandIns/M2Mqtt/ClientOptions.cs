using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using nanoFramework.Net;
using TlsVersions = System.Security.Authentication.SslProtocols;

namespace nanoFramework.M2Mqtt;

/// <summary>Where the client connects and whom it trusts: the given CA and nobody else, under the given name.</summary>
internal sealed class ClientOptions(string host, IPEndPoint endpoint, bool secure, X509Certificate? ca, MqttSslProtocols protocol)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    private readonly X509Certificate2? _ca = ca == null ? null : X509CertificateLoader.LoadCertificate(ca.GetRawCertData());

    public MqttClientOptionsBuilder Builder()
    {
        var builder = new MqttClientOptionsBuilder()
            .WithEndPoint(endpoint)
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithTimeout(ConnectTimeout);
        return secure ? builder.WithTlsOptions(Tls) : builder;
    }

    private void Tls(MqttClientTlsOptionsBuilder tls) => tls
        .WithTargetHost(host)
        .WithSslProtocols(protocol == MqttSslProtocols.TLSv1_3 ? TlsVersions.Tls13 : TlsVersions.Tls12)
        .WithRevocationMode(X509RevocationMode.NoCheck)
        .WithCertificateValidationHandler(IsTrusted);

    private bool IsTrusted(MqttClientCertificateValidationEventArgs e) =>
        _ca != null && TrustedRoot.VouchesFor([_ca], e.Certificate, e.Chain, e.SslPolicyErrors);
}
