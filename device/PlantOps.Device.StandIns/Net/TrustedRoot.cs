using System.Formats.Asn1;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace nanoFramework.Net;

/// <summary>
/// Trust in one CA and nobody else. Neither .NET nor mbedTLS verifies the signature of a root that it was told to
/// trust; here a root that did not sign itself is none, so that nobody can make one by changing its signature.
/// </summary>
internal static class TrustedRoot
{
    /// <summary>Whether one of the roots vouches for a server's certificate, under the name that was asked for.</summary>
    /// <param name="roots">Whom to trust.</param>
    /// <param name="certificate">What the server has shown.</param>
    /// <param name="shown">What it has shown beside it.</param>
    /// <param name="errors">What was found; that the chain ends at no root of this machine does not matter.</param>
    public static bool VouchesFor(
        X509Certificate2Collection roots, X509Certificate? certificate, X509Chain? shown, SslPolicyErrors errors)
    {
        if (certificate == null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0) return false;

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (shown != null) chain.ChainPolicy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
        using var server = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(server) && HasSignedItself(chain.ChainElements[^1].Certificate);
    }

    /// <summary>Whether a certificate's signature (RFC 5280, 4.1.1.3) is one by its own key.</summary>
    public static bool HasSignedItself(X509Certificate2 certificate)
    {
        try
        {
            var parts = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
            var signed = parts.ReadEncodedValue();
            var algorithm = parts.ReadSequence().ReadObjectIdentifier();
            return IsSigned(certificate, signed.Span, parts.ReadBitString(out _), algorithm);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return false;
        }
    }

    private static bool IsSigned(X509Certificate2 certificate, ReadOnlySpan<byte> signed, byte[] signature, string algorithm)
    {
        using var elliptic = certificate.GetECDsaPublicKey();
        using var rsa = certificate.GetRSAPublicKey();
        // RFC 5758, 3.2, and RFC 4055, 5.
        return algorithm switch
        {
            "1.2.840.10045.4.3.2" => Verify(HashAlgorithmName.SHA256, signed),
            "1.2.840.10045.4.3.3" => Verify(HashAlgorithmName.SHA384, signed),
            "1.2.840.10045.4.3.4" => Verify(HashAlgorithmName.SHA512, signed),
            "1.2.840.113549.1.1.11" => VerifyRsa(HashAlgorithmName.SHA256, signed),
            "1.2.840.113549.1.1.12" => VerifyRsa(HashAlgorithmName.SHA384, signed),
            "1.2.840.113549.1.1.13" => VerifyRsa(HashAlgorithmName.SHA512, signed),
            _ => false,
        };

        bool Verify(HashAlgorithmName hash, ReadOnlySpan<byte> data) =>
            elliptic?.VerifyData(data, signature, hash, DSASignatureFormat.Rfc3279DerSequence) == true;

        bool VerifyRsa(HashAlgorithmName hash, ReadOnlySpan<byte> data) =>
            rsa?.VerifyData(data, signature, hash, RSASignaturePadding.Pkcs1) == true;
    }
}
