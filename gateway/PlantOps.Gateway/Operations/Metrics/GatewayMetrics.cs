using System.Diagnostics.Metrics;

namespace PlantOps.Gateway.Operations.Metrics;

/// <summary>What the gateway counts; <c>/metrics</c> shows it in Prometheus' form.</summary>
internal sealed class GatewayMetrics
{
    public const string MeterName = "PlantOps";

    // From a fast SSD's sync to an SD card that is collecting garbage.
    private static readonly InstrumentAdvice<double> Durations = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private readonly Counter<long> _stored;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _setAside;
    private readonly Counter<long> _failedLogins;
    private readonly Histogram<double> _commit;
    private readonly Histogram<double> _acknowledge;
    private readonly Meter _meter;

    public GatewayMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _stored = _meter.CreateCounter<long>("plantops.readings.stored", description: "Readings that are new and on disk.");
        _duplicates = _meter.CreateCounter<long>("plantops.readings.duplicates", description: "Readings that were stored already.");
        _refused = _meter.CreateCounter<long>("plantops.messages.refused", description: "Publishes that were not let in, by reason.");
        _setAside = _meter.CreateCounter<long>("plantops.messages.set_aside", description: "Messages that could not be read and were kept with their reason.");
        _failedLogins = _meter.CreateCounter<long>("plantops.logins.failed", description: "Refused log-ins, by what was asked for.");
        _commit = _meter.CreateHistogram("plantops.commit.duration", "s", "From a group's first write to its last byte on disk.", null, Durations);
        _acknowledge = _meter.CreateHistogram("plantops.acknowledge.duration", "s", "From a publish's arrival to its acknowledgement.", null, Durations);
    }

    public void Stored(int readings) => _stored.Add(readings);

    public void Duplicates(int readings) => _duplicates.Add(readings);

    /// <param name="reason">One of a fixed few: each makes a time series.</param>
    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <param name="reason">One of <see cref="Contracts.ErrorCodes"/>.</param>
    public void SetAside(string reason) => _setAside.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <param name="kind">What was asked for: <c>broker</c>, <c>token</c> or <c>enrolment</c>.</param>
    public void LoginFailed(string kind) => _failedLogins.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public void Committed(TimeSpan duration) => _commit.Record(duration.TotalSeconds);

    public void Acknowledged(TimeSpan duration) => _acknowledge.Record(duration.TotalSeconds);

    /// <summary>Shows how many devices are connected, read when somebody asks.</summary>
    public void ObserveConnectedDevices(Func<int> count) =>
        _meter.CreateObservableGauge("plantops.devices.connected", count, description: "Devices with an open connection.");
}
