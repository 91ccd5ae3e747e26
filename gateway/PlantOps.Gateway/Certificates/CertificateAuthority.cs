using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Contracts.Settings;
using PlantOps.Gateway.Operations.Hosting;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// The gateway's own CA. Every device pins it when it enrols. A new one takes its place only with a certificate that
/// the old one signed for it, so that whoever trusts the old one goes on trusting the gateway until that one ends.
/// </summary>
internal sealed class CertificateAuthority
{
    /// <summary>How many earlier CAs can vouch, one for the next; so long a path each of them allows.</summary>
    public const int MostEarlier = 3;

    private const int Years = 20;

    /// <summary>Long before its end: a device that is switched off until then has missed the change.</summary>
    private const int RenewYearsBefore = 2;

    private readonly string _path;

    private CertificateAuthority(string path, X509Certificate2 certificate, IReadOnlyList<EarlierAuthority> earlier)
    {
        _path = path;
        Certificate = certificate;
        Earlier = earlier;
        Pem = certificate.ExportCertificatePem() + "\n";
        Id = CaIds.Of(certificate.RawData);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate without its key, for everyone.</summary>
    public string Pem { get; }

    /// <summary>The certificate in DER, which an enrolment code pins.</summary>
    public byte[] Der => Certificate.RawData;

    /// <summary>By which devices name it.</summary>
    public string Id { get; }

    /// <summary>The CAs before this one, the latest first.</summary>
    public IReadOnlyList<EarlierAuthority> Earlier { get; }

    public DateTimeOffset RenewsAt => new DateTimeOffset(Certificate.NotAfter.ToUniversalTime()).AddYears(-RenewYearsBefore);

    /// <summary>Why no other CA can follow; <see langword="null"/> where one can.</summary>
    public string? WhyNotFollowed => Certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is
        { HasPathLengthConstraint: true, PathLengthConstraint: < MostEarlier }
            ? $"The CA in {_path} was made by an early version and may not vouch for another one. Stop the gateway, delete the file and enrol every device again."
            : null;

    /// <exception cref="GatewayStartException">The file is there and is of no use.</exception>
    public static CertificateAuthority Open(string path, TimeProvider time)
    {
        if (!File.Exists(path)) Create(path, time.GetUtcNow(), _ => []);
        return Read(path);
    }

    /// <summary>
    /// The CA that follows, with a key of its own, already in this one's place on disk: in one file with what makes the
    /// earlier ones vouch for it, so that there is never the one without the other. The old key is gone with it.
    /// </summary>
    public CertificateAuthority Follow(DateTimeOffset now)
    {
        Create(_path, now, key => now < Certificate.NotAfter.ToUniversalTime()
            ? [new EarlierAuthority(Certificate, Vouch(key, now)), .. ValidEarlier(now).Take(MostEarlier - 1)]
            : []);
        // A device that has taken to the new one must not find the old one after a power cut.
        FileSync.Directory(Path.GetDirectoryName(_path)!);
        return Read(_path);
    }

    /// <summary>The earlier CAs that vouch now but no longer once another CA has followed.</summary>
    public IEnumerable<EarlierAuthority> LeftBehind(DateTimeOffset now) => ValidEarlier(now).Skip(MostEarlier - 1);

    /// <summary>The earlier CAs that have not ended; the latest first, and the latest ends last.</summary>
    public IEnumerable<EarlierAuthority> ValidEarlier(DateTimeOffset now) => Earlier.TakeWhile(earlier => earlier.IsValidAt(now));

    private X509Certificate2 Vouch(ECDsa key, DateTimeOffset now)
    {
        var request = AuthorityRequest.For(key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        var from = ServerCertificate.Later(now.AddDays(-1), Certificate.NotBefore);
        return request.Create(Certificate, from, Certificate.NotAfter.ToUniversalTime(), ServerCertificate.Serial());
    }

    private static void Create(string path, DateTimeOffset now, Func<ECDsa, IReadOnlyList<EarlierAuthority>> earlier)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = AuthorityRequest.For(key).CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        CertificateFile.Write(path, certificate, key, earlier(key).SelectMany(one => new[] { one.Voucher, one.Certificate }));
    }

    private static CertificateAuthority Read(string path)
    {
        try
        {
            var certificate = CertificateFile.Read(path, out var more);
            if (more.Count % 2 != 0) throw new CryptographicException("It does not hold two certificates for each earlier CA.");
            var earlier = more.Chunk(2).Select(pair => new EarlierAuthority(Certificate: pair[1], Voucher: pair[0]));
            return new CertificateAuthority(path, certificate, [.. earlier]);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new GatewayStartException(
                $"The gateway's CA cannot be read from {path}: {exception.Message} " +
                "Every enrolled device trusts this CA, so it is not made anew. Restore the file from a backup and make it readable for " +
                "this user; or delete it, and enrol every device again.",
                exception);
        }
    }
}
