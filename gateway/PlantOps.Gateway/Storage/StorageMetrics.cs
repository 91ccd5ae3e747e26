using System.Diagnostics.Metrics;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage;

/// <summary>Instruments of the store.</summary>
internal sealed class StorageMetrics(IMeterFactory factory)
{
    private readonly Meter _meter = factory.Create(MetricsServices.MeterName);

    /// <summary>Shows how many readings wait to be folded, read when somebody asks.</summary>
    public void ObserveUnfolded(Func<int> count) =>
        _meter.CreateObservableGauge(
            "plantops.readings.unfolded", count, "{reading}", "Readings on disk that are not in compressed blocks yet.");

    /// <summary>Shows what is written to the database's files, which is what an SD card wears by.</summary>
    public void ObserveWritten(Func<long> bytes) => _meter.CreateObservableCounter(
        "plantops.store.written", bytes, "By", "Bytes written to the database and its log since the start.");
}
