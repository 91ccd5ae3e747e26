using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// A server certificate and what a handshake shows of it. Built once, because each handshake would build the way anew; and on
/// first use, because the first way reads every CA that this machine trusts, which takes longer than the rest of the start.
/// </summary>
internal sealed class ServedCertificate
{
    private readonly Lazy<SslStreamCertificateContext> _context;

    private ServedCertificate(X509Certificate2 certificate, Func<SslStreamCertificateContext> context)
    {
        Certificate = certificate;
        _context = new Lazy<SslStreamCertificateContext>(context);
    }

    public X509Certificate2 Certificate { get; }

    public SslStreamCertificateContext Context => _context.Value;

    /// <summary>One that leads to whichever CA a client trusts.</summary>
    /// <param name="certificate">The server's.</param>
    /// <param name="way">What leads from its issuer to the root, the nearest first.</param>
    /// <param name="root">
    /// Where the way ends. Found by that root alone: with the machine's own it could be a shorter one, and without one its last
    /// step is left out. <c>null</c> where the issuer is the root.
    /// </param>
    public static ServedCertificate Of(
        X509Certificate2 certificate, IReadOnlyList<X509Certificate2> way, X509Certificate2? root) =>
        new(certificate, () =>
        {
            X509Certificate2[] more = [.. way];
            var trust = root is null ? null : SslCertificateTrust.CreateForX509Collection([root], sendTrustInHandshake: false);
            var chain = more.Length == 0 ? null : new X509Certificate2Collection(more);
            return SslStreamCertificateContext.Create(certificate, chain, offline: true, trust);
        });
}
