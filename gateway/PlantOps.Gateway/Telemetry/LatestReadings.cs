using System.Collections.Concurrent;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Telemetry;

/// <summary>
/// What was measured last: sensors of one device may send in messages of their own, so it is the newest of each metric, as long
/// as it is no older than the metric ever is. Reads only what is new since it was last asked.
/// </summary>
internal sealed class LatestReadings(IReadingStore readings)
{
    private const long Minute = 60_000;

    /// <summary>How far back it looks the first time.</summary>
    private const long Lookback = 12 * 60 * Minute;

    /// <summary>At least so long a value is the newest: one that is measured each hour may be late.</summary>
    private const long MinAge = 80 * Minute;

    /// <summary>More than these are begun anew, so that those of devices that are gone do not stay.</summary>
    private const int MaxStreams = 20_000;

    private const int ReadAtOnce = 5000;

    private readonly ConcurrentDictionary<StreamId, Merged> _merged = new();

    /// <summary>The latest reading, and in it the newest of each metric; <see langword="null"/> where there is none.</summary>
    public Reading? Of(StreamId stream)
    {
        if (readings.Latest(stream) is not { } latest) return null;
        if (_merged.Count > MaxStreams) _merged.Clear();
        var merged = _merged.GetOrAdd(stream, static _ => new Merged());
        lock (merged)
        {
            if (merged.Time > latest.Time) merged.Clear();
            if (merged.Time < latest.Time) Follow(stream, merged, latest.Time);
            return merged.On(latest);
        }
    }

    private void Follow(StreamId stream, Merged merged, long until)
    {
        var some = new List<Reading>();
        for (var from = Math.Max(merged.Time + 1, until - Lookback); ; from = some[^1].Time + 1)
        {
            some.Clear();
            readings.Read(stream, from, until + 1, ReadAtOnce, some, []);
            foreach (var reading in some) merged.Take(reading);
            if (some.Count < ReadAtOnce) break;
        }

        merged.Time = until;
    }

    private sealed class Merged
    {
        private readonly (long Time, long Gap, double Value, Quality Quality)[] _metrics =
            new (long, long, double, Quality)[Metrics.Count];

        public long Time { get; set; }

        public void Clear()
        {
            Array.Clear(_metrics);
            Time = 0;
        }

        public void Take(in Reading reading)
        {
            for (var metric = (Metric)0; (int)metric < Metrics.Count; metric++)
            {
                var (value, quality) = (reading.Values[metric], reading.Qualities[metric]);
                if (double.IsNaN(value) && quality == Quality.Ok) continue;
                var before = _metrics[(int)metric].Time;
                _metrics[(int)metric] = (reading.Time, before == 0 ? 0 : reading.Time - before, value, quality);
            }
        }

        public Reading On(in Reading latest)
        {
            var (values, qualities) = (latest.Values, latest.Qualities);
            for (var metric = (Metric)0; (int)metric < Metrics.Count; metric++)
            {
                var (time, gap, value, quality) = _metrics[(int)metric];
                var isThere = !double.IsNaN(values[metric]) || qualities[metric] != Quality.Ok;
                if (isThere || time == 0 || latest.Time - time > Math.Max(MinAge, gap * 9 / 4)) continue;
                values[(int)metric] = value;
                qualities = qualities.With(metric, quality);
            }

            return latest with { Values = values, Qualities = qualities };
        }
    }
}
