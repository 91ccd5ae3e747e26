using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// Keeps the server certificate current, and the CA. Every minute rather than every day, because the check is cheap and a
/// gateway that starts before its router has no address yet.
/// </summary>
internal sealed class CertificateRenewal(
    ServerCertificates certificates, OwnCertificate own, AuditLog audit, Supervisor supervisor,
    ILogger<CertificateRenewal> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private bool _isFirst = true;

    public override string Component => "certificates";

    protected override string Title => "Renewal of the certificates";

    // After the start, with which it would compete, and mostly before the first handshake asks.
    protected override TimeSpan FirstAfter => TimeSpan.FromSeconds(1);

    public override string? Problem()
    {
        var now = Time.GetUtcNow();
        var problem = base.Problem();
        var hasExpired = certificates.Current.NotAfter.ToUniversalTime() < now;
        if (hasExpired) return $"The server certificate has expired. {problem}".TrimEnd();
        return problem ?? own.Problem ?? (certificates.Authority.RenewsAt <= now ? certificates.Authority.WhyNotFollowed : null);
    }

    protected override Task Run(CancellationToken stopping)
    {
        if (_isFirst) Prepare();
        else Renew();
        return Task.CompletedTask;
    }

    private void Prepare()
    {
        _ = certificates.Context;
        _ = certificates.Home?.Context;
        if (certificates.FollowedAtStart) Note();
        _isFirst = false;
    }

    private void Renew()
    {
        var before = certificates.Authority;
        own.Reload();
        certificates.RenewIfDue();
        if (certificates.Authority != before) Note();
    }

    private void Note() => audit.Note(Principal.Gateway, "certificates.renew_ca", certificates.Authority.Id, "It was due.");
}
