using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A sensor that gave values and gives none any more, or values that cannot be.</summary>
internal sealed class ImplausibleTrack(AlertRule rule, Metric metric) : RuleTrack(rule)
{
    public override void Take(in Reading reading, bool fresh, List<Outcome> outcomes)
    {
        var quality = reading.Qualities[metric];
        if (quality == Quality.Unsettled) return;
        var value = reading.Values[metric];
        var faulty = double.IsNaN(value) || quality is Quality.Missing or Quality.Implausible;
        if (!faulty) KnownAt = reading.Time;

        // A device without such a sensor is no fault.
        if (KnownAt == 0 && quality == Quality.Ok) return;
        Settle(faulty, false, new Moment(reading.Time, value, fresh), outcomes);
    }
}

/// <summary>A sensor that gives the very same value for as long as the rule's dwell, or of which the device says so.</summary>
internal sealed class StuckTrack(AlertRule rule, Metric metric) : RuleTrack(rule)
{
    // A DHT22 in damp air and a calibrated probe in water or air rest at their ends; at night it is dark.
    private const double Ends = 0.5;

    private double _last = double.NaN;

    public override void Take(in Reading reading, bool fresh, List<Outcome> outcomes)
    {
        var value = reading.Values[metric];
        if (double.IsNaN(value)) return;
        var said = reading.Qualities[metric] == Quality.Stuck;
        var same = value == _last && !IsAtRest(value);
        _last = value;
        if (said || !same) KnownAt = reading.Time;
        Settle(said || same, false, new Moment(reading.Time, value, fresh), outcomes);
    }

    protected override IReadOnlyList<double> Memory() => double.IsNaN(_last) ? [] : [_last];

    protected override void Remember(IReadOnlyList<double> memory) => _last = memory[0];

    private bool IsAtRest(double value) => metric switch
    {
        Metric.Humidity or Metric.SoilMoisture => value is <= Ends or >= 100 - Ends,
        Metric.LightLevel => value <= Ends,
        _ => false,
    };
}
