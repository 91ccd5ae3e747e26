using Microsoft.Extensions.Options;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Alerts;

/// <summary>
/// Removes alerts that ended longer ago than they are kept: every hour, because many gateways never run for a day.
/// </summary>
internal sealed class AlertPruning(
    AlertStore alerts, IOptions<AlertOptions> options, GatewayFleet fleet, Supervisor supervisor, ILogger<AlertPruning> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public override string Component => "alert_history";

    protected override string Title => "Pruning of alerts";

    protected override Task Run(CancellationToken stopping)
    {
        if (fleet.IsLeader) alerts.RemoveEndedBefore(Time.GetUtcNow().AddDays(-options.Value.KeepDays).ToUnixTimeMilliseconds());
        return Task.CompletedTask;
    }
}
