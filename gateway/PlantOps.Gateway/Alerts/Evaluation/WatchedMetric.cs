using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Alerts.Evaluation;

/// <summary>A metric, the rules about it, and how often it comes: sensors of one device may send at times of their own.</summary>
internal sealed class WatchedMetric(
    Metric metric, IEnumerable<MetricTrack> tracks, IReadOnlyDictionary<string, IReadOnlyList<double>> rhythms, SoilProbe probe)
{
    // That a probe has fallen out is seen before anything is said of its soil.
    private readonly MetricTrack[] _tracks = [.. tracks.OrderByDescending(track => track is FastChangeTrack)];

    public Metric Metric { get; } = metric;

    /// <summary>On the wire.</summary>
    public string Name { get; } = Metrics.Name(metric);

    public Rhythm Rhythm { get; } = Rhythm.Of(rhythms.GetValueOrDefault(Metrics.Name(metric)));

    /// <summary>For how long a value is about now, in milliseconds.</summary>
    /// <param name="patience">For how long a reading is.</param>
    public long Deadline(long patience) => Math.Max(patience, Rhythm.Pace.Deadline);

    /// <param name="reading">The reading.</param>
    /// <param name="quality">How far its value can be trusted.</param>
    /// <param name="patience">For how long a reading is about now, in milliseconds.</param>
    /// <param name="fresh">Whether it is.</param>
    /// <param name="outcomes">Gets what there is to say.</param>
    public void Take(in Reading reading, Quality quality, long patience, bool fresh, List<Outcome> outcomes)
    {
        var (silence, deadline) = (Rhythm.LastTime == 0 ? 0 : reading.Time - Rhythm.LastTime, Deadline(patience));
        var measured = new Measurement(reading.Time, reading.Values[Metric], quality, fresh) { Patience = deadline };
        if (measured.IsAbsent)
        {
            if (silence <= deadline) return;
            foreach (var track in _tracks) track.Miss(measured, outcomes);
            return;
        }

        measured = WithProbe(measured);
        foreach (var track in _tracks)
        {
            if (silence > deadline) track.Restart();
            track.Take(measured, outcomes);
            if (track is not FastChangeTrack { FallenFrom: { } from }) continue;
            probe.Fall(from, measured.Value);
            measured = WithProbe(measured);
        }

        Rhythm.Take(reading.Time);
    }

    public void Learn(in Reading reading)
    {
        if (double.IsNaN(reading.Values[Metric]) || reading.Qualities[Metric] != Quality.Ok) return;
        Rhythm.Take(reading.Time);
        foreach (var track in _tracks) track.Learn(reading.Time, reading.Values[Metric]);
    }

    private Measurement WithProbe(in Measurement measured) => Metric == Metric.SoilMoisture && measured.IsGood
        ? measured with { Soil = probe.StateAt(measured.Time, measured.Value), FallWasSeen = probe.HasFallen }
        : measured;
}
