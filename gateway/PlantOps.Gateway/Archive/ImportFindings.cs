using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Archive.Tables;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>What the files of an import have, found before anything is stored.</summary>
/// <param name="context">What its readers met.</param>
internal sealed class ImportFindings(ImportContext context)
{
    /// <summary>Sources that a refusal names.</summary>
    private const int MaxNamed = 50;

    private readonly Dictionary<string, DeviceTally> _tallies = [];
    private readonly DeviceTally _others = new(new ArchiveDevice(string.Empty, null, null));
    private readonly Dictionary<string, ArchiveDevice> _devices = [];
    private readonly SortedSet<string> _formats = new(StringComparer.Ordinal);

    public ImportContext Context => context;

    public IReadOnlyCollection<ArchiveDevice> Devices => _devices.Values;

    public BadRows Bad { get; } = new();

    public BadRows Cells { get; } = new();

    public long Empty { get; private set; }

    public long Doubted { get; private set; }

    /// <summary>What each device has.</summary>
    public IEnumerable<DeviceTally> Tallies => _tallies.Values;

    public IReadOnlyCollection<string> Formats => _formats;

    public void Note(ImportFormat format) => _formats.Add(ImportFormats.Name(format));

    /// <exception cref="InvalidDataException">They are of too many devices.</exception>
    public void Note(ArchiveRows rows)
    {
        DeviceTally? tally = null;
        foreach (var row in rows.Good)
        {
            if (tally is null || tally.Device != row.Device)
            {
                _devices.TryAdd(row.Device.Id, row.Device);
                tally = TallyOf(row.Device);
            }

            if (tally.Note(row.Reading)) Doubted++;
        }

        if (_devices.Count > ArchiveDevices.MaxDevices) throw new InvalidDataException(ArchiveDevices.TooMany);
        Bad.Add(rows.Bad);
        Cells.Add(rows.Cells);
        Empty += rows.Empty;
    }

    // So many as are shown have one of their own.
    private DeviceTally TallyOf(ArchiveDevice device)
    {
        if (_tallies.TryGetValue(device.Id, out var tally)) return tally;
        if (_tallies.Count == ImportPreview.MaxListed) return _others;
        _tallies.Add(device.Id, tally = new DeviceTally(device));
        return tally;
    }

    /// <summary>Why nothing of it can be stored, a line each: nobody says where what it has goes.</summary>
    public IEnumerable<string> Unmapped()
    {
        var sources = context.Sources.All.ToList();
        if (sources.Count == 0 || sources.Any(source => source.Target is not null || source.IsLeftOut)) yield break;
        var count = sources.Count == 1 ? "1 source" : $"{sources.Count:N0} sources";
        yield return $"The files have values of {count}, and nobody says where they go. "
            + "Say it with --map SOURCE=DEVICE/METRIC, or with --device ID where all are of one device. Perhaps:";
        var likely = sources.Where(source => source is { Suggested: not null, Values: > 0 }).ToList();
        foreach (var source in likely.Take(MaxNamed))
        {
            var name = ArchiveChecks.Shown(source.Name, ImportSources.MaxNameLength);
            yield return $"  --map '{name}={source.Suggested}'   {source.Range}";
        }

        var others = sources.Except(likely).Where(source => source.Values > 0).ToList();
        if (likely.Count > MaxNamed) yield return $"  and {likely.Count - MaxNamed:N0} others.";
        if (others.Count == 0) yield break;
        yield return "Values of what has no name of a metric: "
            + string.Join(", ", others.Take(MaxNamed).Select(
                source => $"{ArchiveChecks.Shown(source.Name)} ({source.Values:N0})"))
            + (others.Count > MaxNamed ? $" and {others.Count - MaxNamed:N0} others." : ".");
    }
}

/// <summary>What one device has in the files of an import.</summary>
/// <param name="device">Which.</param>
internal sealed class DeviceTally(ArchiveDevice device)
{
    private readonly MetricTally[] _metrics = new MetricTally[Metrics.Count];

    public ArchiveDevice Device => device;

    public long Readings { get; private set; }

    /// <summary>How many have a value that is doubted.</summary>
    public long Doubted { get; private set; }

    /// <summary>Unix milliseconds.</summary>
    public long First { get; private set; } = long.MaxValue;

    /// <summary>Unix milliseconds.</summary>
    public long Last { get; private set; } = long.MinValue;

    public IEnumerable<(Metric Metric, MetricTally Tally)> OfMetrics =>
        ArchiveColumns.Metrics.Select(metric => (metric, _metrics[(int)metric])).Where(one => one.Item2.Values > 0);

    /// <summary>Whether one of a reading's values is doubted.</summary>
    public bool Note(in Reading reading)
    {
        Readings++;
        if (reading.Time < First) First = reading.Time;
        if (reading.Time > Last) Last = reading.Time;
        var isDoubted = false;
        for (var metric = 0; metric < _metrics.Length; metric++)
        {
            var value = reading.Values[metric];
            if (double.IsNaN(value)) continue;
            var isBad = reading.Qualities.Bits != 0 && reading.Qualities[(Metric)metric] != Quality.Ok;
            _metrics[metric].Note(value, isBad);
            isDoubted |= isBad;
        }

        if (isDoubted) Doubted++;
        return isDoubted;
    }
}

/// <summary>What one metric of a device has.</summary>
internal struct MetricTally
{
    public long Values { get; private set; }

    public long Doubted { get; private set; }

    public double Min { get; private set; }

    public double Max { get; private set; }

    public void Note(double value, bool isDoubted)
    {
        if (Values++ == 0) (Min, Max) = (value, value);
        else if (value < Min) Min = value;
        else if (value > Max) Max = value;
        if (isDoubted) Doubted++;
    }
}
