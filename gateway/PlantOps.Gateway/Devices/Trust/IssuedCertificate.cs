using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Gateway.Certificates;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>
/// A certificate that the gateway's CA has signed for a server beside it, such as a broker: whoever trusts the gateway trusts
/// that, too. Its key is made here and given away once; the gateway keeps neither.
/// </summary>
internal sealed class IssuedCertificate
{
    /// <summary>Names of one certificate.</summary>
    public const int MaxNames = 20;

    /// <summary>Longest name that there can be (RFC 1035, 2.3.4).</summary>
    public const int MaxNameLength = 253;

    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long NotAfter { get; init; }

    /// <summary>PEM: the certificate, and after it what lets those trust it who know an earlier CA only.</summary>
    public required string Certificate { get; init; }

    /// <summary>PEM, PKCS #8. A secret.</summary>
    public required string Key { get; init; }

    /// <summary>PEM: the CA.</summary>
    public required string Ca { get; init; }

    /// <summary>What is wrong with the names that somebody wants; <see langword="null"/> where nothing is.</summary>
    public static string? ProblemOf(IReadOnlyList<string>? names)
    {
        if (names is null or { Count: 0 or > MaxNames }) return $"Give 1 to {MaxNames} names.";
        return names.FirstOrDefault(name => name is null || name.Length > MaxNameLength || !HostNames.IsName(name)) is { } wrong
            ? $"'{Cut(wrong)}' is neither a host name nor an IP address."
            : names.Contains(null!) ? "A name is missing." : null;
    }

    public static IssuedCertificate Make(CertificateAuthority authority, IReadOnlyList<string> names, DateTimeOffset now)
    {
        string[] distinct = [.. names.Select(name => name.ToLowerInvariant()).Distinct()];
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = ServerCertificate.Sign("CN=PlantOps broker", key, authority, distinct, now);
        X509Certificate2[] chain = [certificate, .. authority.ValidEarlier(now).Select(earlier => earlier.Voucher)];
        return new IssuedCertificate
        {
            Names = distinct,
            NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()).ToUnixTimeMilliseconds(),
            Certificate = string.Concat(chain.Select(one => one.ExportCertificatePem() + "\n")),
            Key = key.ExportPkcs8PrivateKeyPem() + "\n",
            Ca = authority.Pem,
        };
    }

    private static string Cut(string name) => name.Length <= MaxNameLength ? name : name[..MaxNameLength] + "…";
}

/// <summary>For which names a certificate is wanted.</summary>
internal sealed class CertificateRequestBody
{
    /// <summary>Host names and IP addresses, 1 to 20.</summary>
    public IReadOnlyList<string>? Names { get; init; }
}

/// <summary>Where the parts of a certificate were written.</summary>
internal sealed class IssuedFiles
{
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Unix milliseconds UTC.</summary>
    public required long NotAfter { get; init; }

    public required string Certificate { get; init; }

    public required string Key { get; init; }

    public required string Ca { get; init; }
}
