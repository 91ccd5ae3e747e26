using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Contracts.Settings;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// The gateway's own CA. Every device pins it when it enrols. A new one takes its place only with a certificate that
/// the old one signed for it, so that whoever trusts the old one goes on trusting the gateway until that one ends.
/// </summary>
internal sealed class CertificateAuthority
{
    /// <summary>How many earlier CAs can vouch, one for the next; so long a path each of them allows.</summary>
    public const int MaxEarlier = 3;

    private const int Years = 20;

    /// <summary>Long before its end: a device that is switched off until then has missed the change.</summary>
    private const int RenewYearsBefore = 2;

    private CertificateAuthority(
        string path, string text, X509Certificate2 certificate, IReadOnlyList<EarlierAuthority> earlier, HouseholdRoot? household)
    {
        _household = household;
        Path = path;
        Text = text;
        Certificate = certificate;
        Earlier = earlier;
        Pem = certificate.ExportCertificatePem() + "\n";
        Id = CaIds.Of(certificate.RawData);
    }

    private readonly HouseholdRoot? _household;

    /// <summary>Its file.</summary>
    public string Path { get; }

    public X509Certificate2 Certificate { get; }

    /// <summary>What its file holds: the certificate, its key, and what makes the earlier ones vouch for it. A secret.</summary>
    public string Text { get; }

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
        { HasPathLengthConstraint: true, PathLengthConstraint: < MaxEarlier }
            ? $"The CA in {Path} was made by an early version and may not vouch for another one. Stop the gateway, delete the "
                + $"file and enrol every device again."
            : null;

    /// <exception cref="GatewayStartException">The file is there and is of no use.</exception>
    public static CertificateAuthority Open(string path, TimeProvider time)
    {
        if (!File.Exists(path)) CertificateFile.Write(path, NewText(time.GetUtcNow()));
        return Read(path);
    }

    /// <summary>What the file of a first CA holds.</summary>
    public static string NewText(DateTimeOffset now) => NewText(now, _ => [], null);

    /// <summary>Puts a CA in a file, unless it is there already, so that it survives a power cut.</summary>
    /// <exception cref="GatewayStartException">The text is of no use; the file is as it was.</exception>
    public static CertificateAuthority Keep(string path, string text)
    {
        var authority = Parse(path, text);
        if (File.Exists(path) && File.ReadAllText(path) == text) return authority;
        CertificateFile.Write(path, text);
        // A device that has taken to the new one must not find the old one after a power cut.
        FileSync.Directory(System.IO.Path.GetDirectoryName(path)!);
        return authority;
    }

    /// <summary>
    /// The CA that follows, with a key of its own, already in this one's place on disk: in one file with what makes the
    /// earlier ones vouch for it, so that there is never the one without the other. The old key is gone with it.
    /// </summary>
    public CertificateAuthority Follow(DateTimeOffset now) => Keep(Path, NextText(now));

    /// <summary>What the file of the CA that follows holds.</summary>
    public string NextText(DateTimeOffset now) => NewText(now, key => now < Certificate.NotAfter.ToUniversalTime()
        ? [new EarlierAuthority(Certificate, Vouch(key, now)), .. ValidEarlier(now).Take(MaxEarlier - 1)]
        : [],
        _household);

    /// <summary>
    /// What this CA's file holds once another one, which was nobody's successor or predecessor, vouches for it too, so that
    /// whoever trusts that one goes on trusting the gateway; <see langword="null"/> where no more can.
    /// </summary>
    public string? TextVouchedForBy(CertificateAuthority other, DateTimeOffset now)
    {
        var valid = ValidEarlier(now).ToArray();
        if (valid.Length >= MaxEarlier || other.WhyNotFollowed is not null) return null;

        // Behind the earliest of them: a device looks for one issuer of each name only, so the path must not fork.
        var earliest = valid is [.., var last] ? last.Certificate : Certificate;
        using var itsKey = earliest.GetECDsaPublicKey()!;
        EarlierAuthority joined = new(other.Certificate, other.Vouch(itsKey, now));
        EarlierAuthority[] earlier = [.. valid, joined, .. other.ValidEarlier(now)];
        using var key = Certificate.GetECDsaPrivateKey()!;
        return TextOf(Certificate, key, earlier.Take(MaxEarlier), _household);
    }

    /// <summary>
    /// What browsers trust, where the way from the server certificate leads there; <see langword="null"/> where there is none, or
    /// the CA that it vouched for has been left behind.
    /// </summary>
    public HouseholdRoot? HouseholdAt(DateTimeOffset now) =>
        _household?.VouchesFor(EarliestAt(now), now) == true ? _household : null;

    /// <summary>What the file holds with a new household root, which phones have to install then.</summary>
    /// <param name="names">For which it can vouch beside what every home has.</param>
    /// <param name="now">The time.</param>
    public string TextWithHousehold(IEnumerable<string> names, DateTimeOffset now)
    {
        using var key = Certificate.GetECDsaPrivateKey()!;
        return TextOf(Certificate, key, Earlier, HouseholdRoot.For(EarliestAt(now), names, now));
    }

    private X509Certificate2 EarliestAt(DateTimeOffset now) => ValidEarlier(now).LastOrDefault()?.Certificate ?? Certificate;

    /// <summary>The earlier CAs that vouch now but no longer once another CA has followed.</summary>
    public IEnumerable<EarlierAuthority> LeftBehind(DateTimeOffset now) => ValidEarlier(now).Skip(MaxEarlier - 1);

    /// <summary>The earlier CAs that have not ended; the latest first, and the latest ends last.</summary>
    public IEnumerable<EarlierAuthority> ValidEarlier(DateTimeOffset now) => Earlier.TakeWhile(earlier => earlier.IsValidAt(now));

    private X509Certificate2 Vouch(ECDsa key, DateTimeOffset now)
    {
        var request = AuthorityRequest.For(key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        var from = ServerCertificate.Later(now.AddDays(-1), Certificate.NotBefore);
        return request.Create(Certificate, from, Certificate.NotAfter.ToUniversalTime(), ServerCertificate.Serial());
    }

    private static string NewText(
        DateTimeOffset now, Func<ECDsa, IReadOnlyList<EarlierAuthority>> earlier, HouseholdRoot? household)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = AuthorityRequest.For(key).CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        return TextOf(certificate, key, earlier(key), household);
    }

    private static string TextOf(
        X509Certificate2 certificate, ECDsa key, IEnumerable<EarlierAuthority> earlier, HouseholdRoot? household)
    {
        var pairs = earlier.SelectMany(one => new[] { one.Voucher, one.Certificate });
        return CertificateFile.Text(
            certificate, key, household is null ? pairs : [.. pairs, household.Cross, household.Certificate]);
    }

    private static CertificateAuthority Read(string path)
    {
        try
        {
            return Parse(path, File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, exception);
        }
    }

    /// <summary>A CA from what its file holds.</summary>
    /// <exception cref="GatewayStartException">The text is of no use.</exception>
    public static CertificateAuthority Parse(string path, string text)
    {
        try
        {
            var certificate = CertificateFile.Parse(text, out var more);
            if (more.Count % 2 != 0) throw new CryptographicException("It does not hold two certificates for each earlier CA.");
            var pairs = more.Chunk(2).ToList();
            var household = pairs.FindLast(pair => HouseholdRoot.Is(pair[1]));
            var earlier = pairs.Where(pair => !HouseholdRoot.Is(pair[1]))
                .Select(pair => new EarlierAuthority(Certificate: pair[1], Voucher: pair[0]));
            return new CertificateAuthority(
                path, text, certificate, [.. earlier], household is null ? null : new HouseholdRoot(household[1], household[0]));
        }
        catch (Exception exception) when (exception is CryptographicException or AsnContentException)
        {
            throw Unusable(path, exception);
        }
    }

    private static GatewayStartException Unusable(string path, Exception cause) => new(
        $"The gateway's CA cannot be read from {path}: {cause.Message} " +
        "Every enrolled device trusts this CA, so it is not made anew. Restore the file from a backup and make it readable for " +
        "this user; or delete it, and enrol every device again.",
        cause);
}

/// <summary>A CA that was replaced before its end, and that whoever has not heard of the change may still trust.</summary>
/// <param name="Certificate">Its own certificate.</param>
/// <param name="Voucher">What it signed for its successor: the successor's name and key.</param>
internal sealed record EarlierAuthority(X509Certificate2 Certificate, X509Certificate2 Voucher)
{
    /// <summary>By which devices name it.</summary>
    public string Id { get; } = CaIds.Of(Certificate.RawData);

    public bool IsValidAt(DateTimeOffset now) => now < Certificate.NotAfter.ToUniversalTime();
}
