using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Benchmarks.Servers;

/// <summary>A CA and a server certificate on P-256, as the gateway makes its own; for brokers that make none.</summary>
internal sealed class ThrowawayAuthority
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    private ThrowawayAuthority(X509Certificate2 authority, string serverPem, string keyPem) =>
        (Certificate, ServerPem, KeyPem) = (authority, serverPem, keyPem);

    public X509Certificate2 Certificate { get; }

    public string ServerPem { get; }

    public string KeyPem { get; }

    public static ThrowawayAuthority Create()
    {
        var from = DateTimeOffset.UtcNow.AddHours(-1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Benchmark CA", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(from, from + Lifetime);

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var serverRequest = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        serverRequest.CertificateExtensions.Add(names.Build());
        using var server = serverRequest.Create(authority, from, from + Lifetime, RandomNumberGenerator.GetBytes(8));
        return new ThrowawayAuthority(
            X509CertificateLoader.LoadCertificate(authority.RawData), server.ExportCertificatePem(),
            serverKey.ExportPkcs8PrivateKeyPem());
    }
}
