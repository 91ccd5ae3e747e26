using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Gateway.Certificates;

/// <summary>What a CA of the gateway's says of itself, whoever signs it.</summary>
internal static class AuthorityRequest
{
    private const int NameBytes = 4;

    /// <summary>
    /// Each key has a name of its own: mbedTLS takes the first certificate of an issuer's name for the issuer and looks
    /// no further (x509_crt_find_parent_in).
    /// </summary>
    public static CertificateRequest For(ECDsa key, X500DistinguishedName? known = null)
    {
        var subject = new X509SubjectKeyIdentifierExtension(new PublicKey(key), false);
        var name = Convert.ToHexStringLower(subject.SubjectKeyIdentifierBytes.Span[..NameBytes]);
        var subjectName = known ?? new X500DistinguishedName($"CN=PlantOps gateway CA {name}");
        var request = new CertificateRequest(subjectName, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, CertificateAuthority.MaxEarlier, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(subject);
        return request;
    }
}
