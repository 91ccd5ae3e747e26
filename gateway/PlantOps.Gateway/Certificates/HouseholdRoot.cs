using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// What phones and browsers install to trust the gateway. It can vouch for names of a home only, and its key is destroyed as
/// soon as it has signed the gateway's CA: whoever steals that CA's key can pass for nothing but this home to these phones.
/// </summary>
/// <param name="Certificate">The root, for everybody.</param>
/// <param name="Cross">What it signed: the name and key of the earliest CA that vouches, with the same limits.</param>
internal sealed record HouseholdRoot(X509Certificate2 Certificate, X509Certificate2 Cross)
{
    private const string NamePrefix = "CN=PlantOps household ";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int NameBytes = 4;

    // Made once, and only where somebody looks: they are made to cost something.
    private readonly Lazy<IReadOnlyList<string>> _words = new(() => TrustWords.Of(Certificate.RawData));

    /// <summary>For what it can vouch.</summary>
    public NameConstraints Constraints { get; } = NameConstraints.Of(Certificate);

    public string Pem { get; } = Certificate.ExportCertificatePem() + "\n";

    /// <summary>By which people compare it on two screens, where nobody else has said what is right.</summary>
    public IReadOnlyList<string> Words => _words.Value;

    /// <summary>Whether a certificate in a CA's file is such a root.</summary>
    public static bool Is(X509Certificate2 certificate) => certificate.Subject.StartsWith(NamePrefix, StringComparison.Ordinal);

    /// <summary>A root that vouches for a CA until that one ends.</summary>
    public static HouseholdRoot For(X509Certificate2 authority, IEnumerable<string> names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var constraints = NameConstraints.Home(names).ToExtension();
        var subject = new X509SubjectKeyIdentifierExtension(new PublicKey(key), false);
        var name = NamePrefix + Convert.ToHexStringLower(subject.SubjectKeyIdentifierBytes.Span[..NameBytes]);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(true, true, CertificateAuthority.MaxEarlier + 1, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(subject);
        request.CertificateExtensions.Add(constraints);
        var from = ServerCertificate.Later(now.AddDays(-1), authority.NotBefore);
        using var root = request.CreateSelfSigned(from, authority.NotAfter.ToUniversalTime());

        using var its = authority.GetECDsaPublicKey()!;
        var cross = AuthorityRequest.For(its, authority.SubjectName);
        cross.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        cross.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        cross.CertificateExtensions.Add(constraints);
        var signed = cross.Create(root, from, authority.NotAfter.ToUniversalTime(), ServerCertificate.Serial());
        return new HouseholdRoot(X509CertificateLoader.LoadCertificate(root.RawData), signed);
    }

    /// <summary>Whether the way from a server certificate, which ends at this CA, goes on to the root.</summary>
    public bool VouchesFor(X509Certificate2 earliest, DateTimeOffset now) =>
        Cross.PublicKey.EncodedKeyValue.RawData.AsSpan().SequenceEqual(earliest.PublicKey.EncodedKeyValue.RawData)
        && now < Cross.NotAfter.ToUniversalTime();
}
