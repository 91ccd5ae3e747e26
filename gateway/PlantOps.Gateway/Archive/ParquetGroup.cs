using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>The columns of one row group, by name.</summary>
internal sealed class ParquetGroup(int count)
{
    private ArchiveDevice? _last;

    public int Count => count;

    public Dictionary<string, double[]> Values { get; } = [];

    public Dictionary<string, long[]> Numbers { get; } = [];

    public Dictionary<string, DateTime[]> Times { get; } = [];

    public Dictionary<string, ReadOnlyMemory<char>[]> Texts { get; } = [];

    public (T[] Values, T Absent) NewColumn<T>(Dictionary<string, T[]> columns, string name, T absent)
    {
        var column = new T[count];
        columns.Add(name, column);
        return (column, absent);
    }

    /// <summary>A row; else what is wrong, and with which column.</summary>
    public (string Column, string Reason)? Row(int at, ArchiveDevices devices, long latest, out ArchiveRow row)
    {
        row = default;
        if (_last is null || !Texts[ArchiveColumns.DeviceId][at].Span.SequenceEqual(_last.Id))
        {
            _last = devices.Get(Text(ArchiveColumns.DeviceId, at), Text(ArchiveColumns.DeviceName, at),
                Text(ArchiveColumns.HardwareId, at), out var problem);
            if (_last is null) return problem;
        }

        var time = (Times[ArchiveColumns.Time][at].Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        if (ArchiveChecks.Time(time, latest) is { } wrongTime) return (ArchiveColumns.Time, wrongTime);
        if (Wrong(ArchiveColumns.Boot, at, out var boot) is { } wrongBoot) return wrongBoot;
        if (Wrong(ArchiveColumns.Sequence, at, out var sequence) is { } wrongSequence) return wrongSequence;
        if (Wrong(at, out var values, out var qualities) is { } wrongValue) return wrongValue;
        var origin = Texts.TryGetValue(ArchiveColumns.Origin, out var origins)
            ? ArchiveWords.ParseOrigin(origins[at].Span)
            : TimeOrigin.Device;
        if (origin is not { } known) return (ArchiveColumns.Origin, "It is no origin of a time.");
        row = new ArchiveRow(_last, new Reading(time, boot, sequence, values, qualities, known));
        return null;
    }

    private (string Column, string Reason)? Wrong(string column, int at, out long value)
    {
        value = Numbers.TryGetValue(column, out var numbers) ? numbers[at] : Reading.NoIdentity;
        return value == Reading.NoIdentity || ArchiveChecks.Identity(value) is not { } wrong ? null : (column, wrong);
    }

    private (string Column, string Reason)? Wrong(int at, out MetricValues values, out MetricQualities qualities)
    {
        values = MetricValues.None;
        qualities = default;
        foreach (var metric in ArchiveColumns.Metrics)
        {
            if (Values.TryGetValue(Metrics.Name(metric), out var column) && !double.IsNaN(column[at]))
            {
                if (ArchiveChecks.Value(column[at]) is { } wrong) return (Metrics.Name(metric), wrong);
                values[(int)metric] = column[at];
            }

            var name = ArchiveColumns.Quality(metric);
            var quality = Texts.TryGetValue(name, out var words)
                ? ArchiveWords.ParseQuality(words[at].Span)
                : ArchiveChecks.Judge(metric, values[metric]);
            if (quality is not { } known) return (name, "It is no quality.");
            qualities = qualities.With(metric, known);
        }

        var isJudged = Texts.ContainsKey(ArchiveColumns.Quality(Metric.Temperature))
            || Texts.ContainsKey(ArchiveColumns.Quality(Metric.Humidity));
        if (!isJudged) qualities = ArchiveChecks.JudgeAir(values, qualities);
        return null;
    }

    private string Text(string column, int at) => Texts.TryGetValue(column, out var texts) ? texts[at].ToString() : string.Empty;
}
