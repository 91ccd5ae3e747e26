using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>Has plants looked at each second, away from the path of a reading to disk.</summary>
internal sealed class AlertService(
    PlantEvaluator evaluator, ArrivedReadings arrived, IngestStatus ingest, ForeignArrivals foreign, FleetMessages messages,
    Supervisor supervisor, ILogger<AlertService> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override string Component => "alerts";

    protected override string Title => "Evaluation of plants";

    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    public override string? Problem() => Faults.Join(base.Problem(), evaluator.Faults.Problem);

    protected override Task Begin(CancellationToken stopping)
    {
        messages.Missed += evaluator.MayHaveMissed;
        return Task.CompletedTask;
    }

    protected override Task Run(CancellationToken stopping)
    {
        var taken = arrived.TakeAll();
        try
        {
            evaluator.Tick(taken, ingest.Problem() is null, stopping);
        }
        finally
        {
            foreign.PassOn(taken);
        }

        return Task.CompletedTask;
    }

    /// <summary>How far it has looked is kept.</summary>
    protected override Task Finish(CancellationToken deadline)
    {
        messages.Missed -= evaluator.MayHaveMissed;
        evaluator.Save();
        return Task.CompletedTask;
    }
}
