using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Operations.Health;

namespace PlantOps.Gateway.Certificates;

/// <summary>
/// Keeps the server certificate current, and the CA. Every minute rather than every day, because the check is cheap and a
/// gateway that starts before its router has no address yet.
/// </summary>
internal sealed partial class CertificateRenewal(ServerCertificates certificates, AuditLog audit, TimeProvider time, ILogger<CertificateRenewal> logger)
    : BackgroundService, IHealthSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AfterTheStart = TimeSpan.FromSeconds(1);

    private volatile string? _problem;

    public string Component => "certificates";

    public bool NeededForReady => false;

    public string? Problem()
    {
        var now = time.GetUtcNow();
        if (certificates.Current.NotAfter.ToUniversalTime() < now) return $"The server certificate has expired. {_problem}".TrimEnd();
        return _problem ?? (certificates.Authority.RenewsAt <= now ? certificates.Authority.WhyNotFollowed : null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(AfterTheStart, time);
        try
        {
            // After the start, with which it would compete, and mostly before the first handshake asks.
            await timer.WaitForNextTickAsync(stoppingToken);
            _ = certificates.Context;
            if (certificates.FollowedAtStart) Note();
            timer.Period = Interval;
            while (await timer.WaitForNextTickAsync(stoppingToken)) Renew();
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private void Renew()
    {
        try
        {
            var before = certificates.Authority;
            certificates.RenewIfDue();
            if (certificates.Authority != before) Note();
            _problem = null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_problem is null) Log.NotRenewed(logger, exception.Message);
            _problem = $"The certificates could not be renewed: {exception.Message}";
        }
    }

    private void Note() => audit.Note(Caller.Gateway, "certificates.renew_ca", certificates.Authority.Id, "It was due.");

    private static partial class Log
    {
        [LoggerMessage(EventId = 2003, Level = LogLevel.Error, Message = "The server certificate could not be renewed; trying again every minute: {Reason}")]
        public static partial void NotRenewed(ILogger logger, string reason);
    }
}
