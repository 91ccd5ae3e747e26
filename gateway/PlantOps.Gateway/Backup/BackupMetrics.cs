using System.Diagnostics.Metrics;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Backup;

/// <summary>Instruments of backups.</summary>
internal sealed class BackupMetrics(IMeterFactory factory)
{
    private readonly Meter _meter = factory.Create(MetricsServices.MeterName);

    /// <summary>Shows what became of the latest, read when somebody asks.</summary>
    public void Observe(Func<BackupRecord> record, TimeProvider time)
    {
        _meter.CreateObservableGauge(
            "plantops.backup.age",
            () => record().Proven is { } proven ? [new Measurement<double>(Seconds(time, proven.TakenAt))]
                : Array.Empty<Measurement<double>>(),
            "s",
            "Age of the newest backup that was restored and found to be the same.");
        _meter.CreateObservableGauge(
            "plantops.backup.size", () => record().Proven?.Bytes ?? 0, "By", "Size of the newest backup that was restored.");
        _meter.CreateObservableGauge(
            "plantops.backup.failures", () => record().Failures, "{backup}",
                "Backups that failed since the last one that was restored.");
    }

    private static double Seconds(TimeProvider time, long since) => (time.GetUtcNow().ToUnixTimeMilliseconds() - since) / 1000d;
}
