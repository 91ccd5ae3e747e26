using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using PlantOps.Gateway.Certificates;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>Whether every certificate is good now and for a while.</summary>
internal sealed class CertificatesCheck(Func<CertificateFacts?> read) : ICheck
{
    /// <summary>All are renewed long before: one that has less left was not.</summary>
    public static readonly TimeSpan Due = TimeSpan.FromDays(7);

    public string Name => CheckNames.Certificates;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Finding>?>(read() is { } facts ? [.. Judge(facts)] : null);

    public static IEnumerable<Finding> Judge(CertificateFacts facts)
    {
        var (now, server) = (facts.Now, facts.Server);
        if (server.Until - now < Due || server.From > now) yield return new Finding(
            FaultKind.ServerCertificate, Day(server.From), Day(server.Until));
        if (facts.Authority.Until - now < Due || (facts.WhyNotFollowed is not null && facts.RenewsAt <= now))
            yield return new Finding(FaultKind.AuthorityEnding, Day(facts.Authority.Until), facts.WhyNotFollowed ?? "?");
        if (facts.OwnProblem is { } problem) yield return new Finding(FaultKind.OwnCertificate, problem);
        else if (facts.Own is { } own && own.Until - now < Due)
            yield return new Finding(FaultKind.OwnCertificate, Day(own.Until).Text);
    }

    /// <summary>Of the gateway that runs.</summary>
    public static CertificateFacts Of(ServerCertificates certificates, OwnCertificate own, DateTimeOffset now) => new(
        now, Validity.Of(certificates.Current), Validity.Of(certificates.Authority.Certificate),
        certificates.Authority.RenewsAt, certificates.Authority.WhyNotFollowed,
        own.Certificate is { } certificate ? Validity.Of(certificate) : null, own.Problem);

    /// <summary>From the files of one that does not; <see langword="null"/> where it never ran.</summary>
    public static CertificateFacts? In(string directory, string? own, DateTimeOffset now)
    {
        var (server, authority) = (Path.Combine(directory, "certs", "server.pem"), Path.Combine(directory, "certs", "ca.crt"));
        if (!File.Exists(server) || !File.Exists(authority)) return null;
        var validity = Of(authority);
        var isReadable = own is null || File.Exists(own);
        return new CertificateFacts(
            now, Of(server), validity, validity.Until, null, own is not null && isReadable ? Of(own) : null,
            isReadable ? null : $"{own}: there is no such file");
    }

    private static Validity Of(string path)
    {
        using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
        return Validity.Of(certificate);
    }

    private static FindingValue Day(DateTimeOffset time) =>
        FindingValue.Open(time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}

/// <summary>What is known of the certificates.</summary>
/// <param name="Now">The time.</param>
/// <param name="Server">The gateway's own.</param>
/// <param name="Authority">Its CA.</param>
/// <param name="RenewsAt">When another CA follows by itself.</param>
/// <param name="WhyNotFollowed">Why none can; <see langword="null"/> where one can.</param>
/// <param name="Own">One that others made, for browsers.</param>
/// <param name="OwnProblem">Why that is not in use.</param>
internal sealed record CertificateFacts(
    DateTimeOffset Now, Validity Server, Validity Authority, DateTimeOffset RenewsAt, string? WhyNotFollowed, Validity? Own,
        string? OwnProblem);

/// <summary>From when to when a certificate is good.</summary>
internal sealed record Validity(DateTimeOffset From, DateTimeOffset Until)
{
    public static Validity Of(X509Certificate2 certificate) =>
        new(new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
            new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
}
