using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>
/// Takes entries away that are older than they are kept: every hour, because many gateways never run for a day.
/// </summary>
internal sealed class AuditPruning(
    AuditLog audit, IOptions<AuditOptions> options, OnceForAll once, Supervisor supervisor,
    ILogger<AuditPruning> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public override string Component => "audit";

    protected override string Title => "Pruning of the audit log";

    protected override Task Run(CancellationToken stopping)
    {
        if (once.IsHere()) audit.Prune(Time.GetUtcNow().AddDays(-options.Value.KeepDays).ToUnixTimeMilliseconds());
        return Task.CompletedTask;
    }
}
