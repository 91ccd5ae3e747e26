using PlantOps.Gateway.Alerts.Evaluation;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Watching;

/// <summary>The readings that an alert rests on.</summary>
internal sealed class AlertEvidence(PlantReadings readings)
{
    private const int MaxReadings = 10;

    /// <summary>
    /// The latest of a device's readings up to when the alert was raised, oldest first; where the rule is about no metric, its
    /// own value.
    /// </summary>
    public IReadOnlyList<Evidence> Of(StreamId stream, in Outcome outcome, Pace pace)
    {
        if (MetricNames.Find(outcome.Rule.Metric) is not { } metric) return [new Evidence(outcome.At, ValueOf(outcome.Value))];
        var found = new List<Reading>();
        readings.TryRead(stream, outcome.At - (MaxReadings * pace.Interval), outcome.At + 1, int.MaxValue, found);
        return [.. found.TakeLast(MaxReadings).Select(reading => new Evidence(reading.Time, ValueOf(reading.Values[metric])))];
    }

    private static double? ValueOf(double value) => double.IsNaN(value) ? null : value;
}
