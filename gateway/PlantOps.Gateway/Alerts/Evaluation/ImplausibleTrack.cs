using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A sensor that gave values and gives none any more, or values that cannot be.</summary>
internal sealed class ImplausibleTrack(AlertRule rule, Metric metric) : MetricTrack(rule, metric)
{
    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        if (measured.Quality == Quality.Unsettled) return;
        var faulty = measured.Quality is Quality.Missing or Quality.Implausible;
        if (!faulty) KnownAt = measured.Time;
        Apply(faulty, false, new Moment(measured.Time, measured.Value, measured.Fresh), outcomes);
    }

    /// <summary>A sensor that sent values and sends none any more; one that was never there is no fault.</summary>
    public override void Miss(in Measurement missed, List<Outcome> outcomes)
    {
        if (KnownAt > 0) Apply(true, false, new Moment(missed.Time, double.NaN, missed.Fresh), outcomes);
    }
}
