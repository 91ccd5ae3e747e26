using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

internal static class TrackFactory
{
    public static RuleTrack Create(AlertRule rule, TimeZoneInfo zone, Hemisphere hemisphere) => rule.Kind switch
    {
        RuleKind.Low or RuleKind.High when MeanTrack.Judges(rule, MetricOf(rule)) => new MeanTrack(rule, MetricOf(rule)),
        RuleKind.High when MetricOf(rule) == Metric.LightLevel => new BrightDaysTrack(rule, zone),
        RuleKind.Low or RuleKind.High => new ThresholdTrack(rule, MetricOf(rule), RestOf(rule, zone, hemisphere)),
        RuleKind.FastChange => new FastChangeTrack(rule, MetricOf(rule)),
        RuleKind.LowLight => new LowLightTrack(rule, zone),
        RuleKind.HighLight => new BrightDaysTrack(rule, zone),
        RuleKind.NoData => new NoDataTrack(rule),
        RuleKind.Implausible => new ImplausibleTrack(rule, MetricOf(rule)),
        RuleKind.Stuck => new StuckTrack(rule, MetricOf(rule)),
        RuleKind.ProbeOut => new ProbeOutTrack(rule, MetricOf(rule)),
        RuleKind.WeakSignal => new WeakTrack(rule, heartbeat => heartbeat.Rssi),
        RuleKind.LowBattery => new WeakTrack(rule, heartbeat => heartbeat.Battery),
        RuleKind.LostReadings => new LostReadingsTrack(rule),
        _ => throw new InvalidOperationException($"Rule '{rule.Id}' is of no known kind."),
    };

    private static DryRest? RestOf(AlertRule rule, TimeZoneInfo zone, Hemisphere hemisphere) =>
        rule.Rest.IsDry ? new DryRest(rule.Rest, zone, hemisphere) : null;

    private static Metric MetricOf(AlertRule rule) =>
        MetricNames.Find(rule.Metric) ?? throw new InvalidOperationException($"Rule '{rule.Id}' is about no known metric.");
}
