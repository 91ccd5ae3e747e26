using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Dashboard.Plants;

/// <summary>What a plant's device measured lately. What is damaged is as if it had not been measured.</summary>
internal sealed class RecentReadings(
    LatestReadings readings, IRollupStore rollups, WatchedDevices devices, PlantStatusCache statuses)
{
    private const long Hour = 60 * 60 * 1000;
    private const long Step = 3 * Hour;
    private const int Steps = 7 * 24 / 3;

    /// <summary>How long a drawing of a week may be old: it has a point for three hours.</summary>
    private const long DrawnFor = Hour / 6;

    /// <summary>More than these are begun anew, so that those of devices that are gone do not stay.</summary>
    private const int MaxDrawn = 5000;

    private readonly ConcurrentDictionary<(StreamId Stream, long From), (long At, IReadOnlyList<double?> Values)> _weeks = new();

    public Reading? Latest(Plant plant) =>
        plant.Watched is { } watch && readings.Of(watch.Stream) is { } latest && latest.Time >= watch.From
        ? latest
        : null;

    /// <summary>Until when a reading counts as now, by how often the device measures; as the alerts have it.</summary>
    public long? FreshUntil(Plant plant, long? readingAt) =>
        plant.Watched is { } watch && readingAt is { } at ? at + FreshFor(plant, watch) : null;

    /// <summary>Soil moisture of the last seven days, in steps of three hours.</summary>
    public IReadOnlyList<double?> Week(Plant plant, long now)
    {
        if (plant.Watched is not { } watch) return [];
        var key = (watch.Stream, watch.From);
        if (_weeks.TryGetValue(key, out var drawn) && now - drawn.At is >= 0 and < DrawnFor) return drawn.Values;
        if (_weeks.Count >= MaxDrawn) _weeks.Clear();
        var week = Read(watch, now);
        _weeks[key] = (now, week);
        return week;
    }

    private long FreshFor(Plant plant, Watch watch) =>
        statuses.Of(plant.Id).FreshFor is > 0 and var known ? known : devices.PaceOf(watch.Device).Deadline;

    private double?[] Read(Watch watch, long now)
    {
        var to = RollupPeriods.Floor(now, Step) + Step;
        var from = to - (Steps * Step);
        var hours = new List<Rollup>();
        rollups.Read(watch.Stream, RollupPeriod.Hour, Math.Max(from, RollupPeriods.Floor(watch.From, Hour)), to, hours, []);
        var steps = new List<Rollup>();
        RollupSeries.Add(CollectionsMarshal.AsSpan(hours), Step, steps);
        var week = new double?[Steps];
        foreach (var step in steps)
        {
            var mean = step.Metrics[Metric.SoilMoisture].Mean;
            if (double.IsFinite(mean)) week[(step.Start - from) / Step] = mean;
        }

        return week;
    }
}
