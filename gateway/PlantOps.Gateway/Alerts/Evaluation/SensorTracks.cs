using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A sensor that gave values and gives none any more, or values that cannot be.</summary>
internal sealed class ImplausibleTrack(AlertRule rule, Metric metric) : MetricTrack(rule, metric)
{
    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        if (measured.Quality == Quality.Unsettled) return;
        var faulty = double.IsNaN(measured.Value) || measured.Quality is Quality.Missing or Quality.Implausible;
        if (!faulty) KnownAt = measured.Time;

        // A device without such a sensor is no fault.
        if (KnownAt == 0 && measured.Quality == Quality.Ok) return;
        Apply(faulty, false, new Moment(measured.Time, measured.Value, measured.Fresh), outcomes);
    }
}

/// <summary>A sensor that gives the very same value for as long as the rule's dwell, or of which the device says so.</summary>
internal sealed class StuckTrack(AlertRule rule, Metric metric) : MetricTrack(rule, metric)
{
    // A DHT22 in damp air and a calibrated probe in water or air rest at their ends; at night it is dark.
    private const double Ends = 0.5;

    private double _last = double.NaN;

    public override void Take(in Measurement measured, List<Outcome> outcomes)
    {
        var value = measured.Value;
        if (double.IsNaN(value)) return;
        var said = measured.Quality == Quality.Stuck;
        var same = value == _last && !IsAtRest(value);
        _last = value;
        if (said || !same) KnownAt = measured.Time;
        Apply(said || same, false, new Moment(measured.Time, value, measured.Fresh), outcomes);
    }

    protected override IReadOnlyList<double> Memory() => double.IsNaN(_last) ? [] : [_last];

    protected override bool TryRemember(IReadOnlyList<double> memory)
    {
        if (memory.Count != 1) return false;
        _last = memory[0];
        return true;
    }

    private bool IsAtRest(double value) => Metric switch
    {
        Metric.Humidity or Metric.SoilMoisture => value is <= Ends or >= 100 - Ends,
        Metric.LightLevel => value <= Ends,
        _ => false,
    };
}
