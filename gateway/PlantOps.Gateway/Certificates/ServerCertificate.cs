using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace PlantOps.Gateway.Certificates;

/// <summary>The certificate that the gateway shows; signed by its own CA.</summary>
internal static class ServerCertificate
{
    /// <summary>What browsers accept at most is 398 days (CA/Browser Forum Baseline Requirements, 6.3.2).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(397);

    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(30);

    private const int SerialBytes = 16;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public static void Issue(string path, CertificateAuthority authority, IReadOnlyCollection<string> names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Sign("CN=PlantOps gateway", key, authority, names, now);
        CertificateFile.Write(path, certificate, key);
    }

    /// <summary>A certificate without its key, for a server and nothing else, no longer good than its CA.</summary>
    public static X509Certificate2 Sign(
        string subject, ECDsa key, CertificateAuthority authority, IReadOnlyCollection<string> names, DateTimeOffset now)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var issuer = authority.Certificate;
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        request.CertificateExtensions.Add(AlternativeNames(names));
        // Devices and phones run slow and fast: a day back lets a clock that lags agree.
        var from = Later(now.AddDays(-1), issuer.NotBefore);
        return request.Create(issuer, from, Earlier(now + Lifetime, issuer.NotAfter), Serial());
    }

    /// <summary>Whether the certificate must be made anew: by another CA, for other names, or about to end.</summary>
    public static bool IsDue(
        X509Certificate2 certificate, CertificateAuthority authority, IReadOnlyCollection<string> names, DateTimeOffset now) =>
        IsEnding(certificate, authority, now)
        || !IsSignedBy(certificate, authority)
        || !NamesIn(certificate).SetEquals(names);

    // One that ends with its CA cannot be followed by a longer one.
    private static bool IsEnding(X509Certificate2 certificate, CertificateAuthority authority, DateTimeOffset now) =>
        certificate.NotAfter.ToUniversalTime() - RenewBefore < now && certificate.NotAfter < authority.Certificate.NotAfter;

    public static HashSet<string> NamesIn(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return names is null
            ? []
            : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
    }

    public static bool IsSignedBy(X509Certificate2 certificate, CertificateAuthority authority) =>
        certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } issuer
        && authority.Certificate.Extensions.OfType<X509SubjectKeyIdentifierExtension>()
            .FirstOrDefault()?.SubjectKeyIdentifierBytes is { } key
        && issuer.Span.SequenceEqual(key.Span);

    private static X509Extension AlternativeNames(IEnumerable<string> names)
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address)) builder.AddIpAddress(address);
            else builder.AddDnsName(name);
        }

        return builder.Build();
    }

    public static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        // Positive and not zero (RFC 5280, 4.1.2.2).
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    public static DateTimeOffset Later(DateTimeOffset one, DateTime other) =>
        one > other ? one : new DateTimeOffset(other.ToUniversalTime());

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTime other) =>
        one < other ? one : new DateTimeOffset(other.ToUniversalTime());
}
