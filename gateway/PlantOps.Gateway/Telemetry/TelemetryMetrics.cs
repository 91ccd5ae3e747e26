using System.Diagnostics.Metrics;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Telemetry;

/// <summary>Instruments of the path of a reading to disk.</summary>
internal sealed class TelemetryMetrics
{
    private readonly Counter<long> _stored;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _setAside;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _commit;

    public TelemetryMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MetricsServices.MeterName);
        _stored = meter.CreateCounter<long>("plantops.readings.stored", "{reading}", "Readings stored.");
        _duplicates = meter.CreateCounter<long>(
            "plantops.readings.duplicates", "{reading}", "Readings that were stored before and came again.");
        _setAside = meter.CreateCounter<long>(
            "plantops.messages.set_aside", "{message}", "Messages that could not be read, kept with their reason.");
        _dropped = meter.CreateCounter<long>(
            "plantops.messages.dropped", "{message}",
            "Messages that could not be read, dropped because their device sent too many.");
        _commit = meter.CreateHistogram<double>("plantops.commit.duration", "s", "Time to store a group of messages on disk.");
    }

    /// <param name="reason">One of <see cref="Contracts.ErrorCodes"/>.</param>
    public void Dropped(string reason) => _dropped.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Committed(AppendResult result, IReadOnlyList<SetAsideMessage> setAside, TimeSpan duration)
    {
        _stored.Add(result.Stored);
        _duplicates.Add(result.Duplicates);
        foreach (var message in setAside) _setAside.Add(1, new KeyValuePair<string, object?>("reason", message.Reason));
        _commit.Record(duration.TotalSeconds);
    }
}
