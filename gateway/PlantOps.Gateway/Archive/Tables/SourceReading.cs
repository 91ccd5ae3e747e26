using System.Runtime.InteropServices;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>
/// Makes readings of values that sources have at one time: those of one device are one reading. They have no identity and no
/// quality, and are judged like those that a device sends.
/// </summary>
internal sealed class SourceReading
{
    private readonly List<(ArchiveDevice Device, Reading Reading)> _readings = [];

    public static Reading Of(long time, Metric metric, double value)
    {
        var values = MetricValues.None;
        values[(int)metric] = value;
        var qualities = default(MetricQualities).With(metric, ArchiveChecks.Judge(metric, value));
        return new Reading(time, Reading.NoIdentity, Reading.NoIdentity, values, qualities, TimeOrigin.Device);
    }

    /// <summary>Adds the value of a source that goes somewhere.</summary>
    public void Add(ImportSource source, long time, double value)
    {
        var metric = source.Target!.Value.Metric;
        var reading = Of(time, metric, source.Change.Apply(value));
        foreach (ref var known in CollectionsMarshal.AsSpan(_readings))
        {
            if (known.Device.Id != source.Device!.Id) continue;
            var values = known.Reading.Values;
            values[(int)metric] = reading.Values[metric];
            known.Reading = known.Reading with
            {
                Values = values,
                Qualities = known.Reading.Qualities.With(metric, reading.Qualities[metric]),
            };
            return;
        }

        _readings.Add((source.Device!, reading));
    }

    /// <summary>Hands over what there is of this time.</summary>
    public void MoveTo(ArchiveRows rows)
    {
        foreach (var (device, reading) in _readings)
        {
            var qualities = ArchiveChecks.JudgeAir(reading.Values, reading.Qualities);
            rows.Good.Add(new ArchiveRow(device, reading with { Qualities = qualities }));
        }

        _readings.Clear();
    }
}
