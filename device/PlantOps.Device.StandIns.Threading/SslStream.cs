extern alias net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.Net;
using NetOptions = net::System.Net.Security.SslClientAuthenticationOptions;
using NetStream = net::System.Net.Security.SslStream;
using TlsVersions = System.Security.Authentication.SslProtocols;

namespace System.Net.Security;

/// <summary>
/// nanoFramework's TLS over a socket, which it owns: trust in one CA under the name that was asked for, or in anyone with
/// <see cref="SslVerification.NoVerification"/>.
/// </summary>
internal class SslStream : NetworkStream
{
    private readonly NetStream _tls;
    private X509Certificate? _ca;

    public SslStream(Socket socket)
        : base(socket, ownsSocket: true) => _tls = new NetStream(new NetworkStream(socket, ownsSocket: false), true);

    public SslVerification SslVerification { get; set; } = SslVerification.CertificateRequired;

    public void AuthenticateAsClient(
        string targetHost, X509Certificate? clientCertificate, X509Certificate? ca, SslProtocols enabledSslProtocols)
    {
        if (clientCertificate != null) throw new NotSupportedException("The stand-in has no client certificates.");

        _ca = ca;
        _tls.AuthenticateAsClient(new NetOptions
        {
            TargetHost = targetHost,
            EnabledSslProtocols = enabledSslProtocols == SslProtocols.Tls12 ? TlsVersions.Tls12 : TlsVersions.None,
            RemoteCertificateValidationCallback = (_, certificate, shown, errors) => IsTrusted(certificate, shown, errors),
        });
    }

    public override int Read(byte[] buffer, int offset, int size) => _tls.Read(buffer, offset, size);

    public override void Write(byte[] buffer, int offset, int size) => _tls.Write(buffer, offset, size);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _tls.Dispose();
        base.Dispose(disposing);
    }

    private bool IsTrusted(X509Certificate? certificate, X509Chain? shown, SslPolicyErrors errors)
    {
        if (SslVerification == SslVerification.NoVerification) return true;
        if (_ca == null) return false;

        using var ca = X509CertificateLoader.LoadCertificate(_ca.GetRawCertData());
        return TrustedRoot.VouchesFor([ca], certificate, shown, errors);
    }
}
