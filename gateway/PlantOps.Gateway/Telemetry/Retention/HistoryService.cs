using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry.Retention;

/// <summary>Has history kept now and then.</summary>
internal sealed class HistoryService(
    HistoryKeeping keeping, RetentionPolicy policy, HistoryPause pause, GatewayFleet fleet, Supervisor supervisor,
    ILogger<HistoryService> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(15);

    public override string Component => "history";

    protected override string Title => "Rollup and retention";

    // One gateway does it for all; two that both believe to be that one are in nobody's way.
    //
    // What was not done at a stop is done after the next start.
    protected override Task Run(CancellationToken stopping)
    {
        if (!fleet.IsLeader || !pause.TryEnter()) return Task.CompletedTask;
        try
        {
            Guard("Rollup", () => keeping.RollUp(stopping));

            // Where it cannot be read what was said last, nothing goes: it might be meant to stay.
            policy.Refresh();
            foreach (var tier in Tiers.All) Guard($"Retention of {Tiers.Name(tier)}", () => keeping.Expire(tier, stopping));
        }
        finally
        {
            pause.Leave();
        }

        return Task.CompletedTask;
    }
}
