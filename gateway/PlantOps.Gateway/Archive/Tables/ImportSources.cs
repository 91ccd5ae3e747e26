using System.Globalization;
using PlantOps.Contracts.Topics;

namespace PlantOps.Gateway.Archive.Tables;

/// <summary>
/// What files have values of where each row says it: entities of Home Assistant, series of InfluxDB. Each goes to a metric of
/// a device where somebody says so, or where its name says it and there is one device for all.
/// </summary>
internal sealed class ImportSources(ImportOptions options)
{
    /// <summary>Of how many one import takes values.</summary>
    public const int MaxSources = 10_000;

    public const int MaxNameLength = 255;

    private readonly Dictionary<string, ImportSource> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Device, string Metric), ImportSource> _byTarget = [];

    public IEnumerable<ImportSource> All => _byName.Values;

    public int Count => _byName.Count;

    /// <summary>Whether an entry of the map is of a source.</summary>
    public bool Uses(string name) => _byName.ContainsKey(name);

    /// <summary>The source of a name, which is met for the first time or again.</summary>
    /// <param name="name">As the file has it.</param>
    /// <param name="device">The device that its row names; <see langword="null"/> where it names none.</param>
    /// <param name="unit">The unit that its row names.</param>
    /// <exception cref="InvalidDataException">There are too many, or two of them would be one metric.</exception>
    public ImportSource Get(string name, string? device, string? unit)
    {
        if (_byName.TryGetValue(name, out var known)) return known;
        if (_byName.Count == MaxSources)
        {
            throw new InvalidDataException(
                $"There are values of more than {MaxSources:N0} sources, which is more than one import takes. Split the file, or "
                + "look whether its columns are in the right order.");
        }

        var source = Resolve(name, device ?? options.Device, unit);
        if (source.Target is { } target && !_byTarget.TryAdd((source.Device!.Id, target.Name), source))
        {
            var other = _byTarget[(source.Device.Id, target.Name)].Name;
            throw new InvalidDataException(
                $"'{ArchiveChecks.Shown(other)}' and '{ArchiveChecks.Shown(name)}' would both be {target.Name} of "
                + $"{source.Device.Id}. Say where each goes with --map SOURCE=DEVICE/METRIC, or leave one "
                + $"out with --map SOURCE=none.");
        }

        _byName.Add(name, source);
        return source;
    }

    /// <summary>The name that suggestions give a device of a stem: its letters and digits.</summary>
    public static string DeviceOf(string stem)
    {
        var id = new string([.. stem.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')]).Trim('_', '-');
        if (id.StartsWith("sensor_", StringComparison.Ordinal)) id = id["sensor_".Length..];
        return id.Length == 0 ? "DEVICE" : id.Length > DeviceIds.MaxLength ? id[..DeviceIds.MaxLength] : id;
    }

    private ImportSource Resolve(string name, string? device, string? unit)
    {
        var guess = MetricTarget.Guess(name, out var stem) ?? OfUnit(unit);
        var suggested = guess is { } likely ? $"{device ?? DeviceOf(stem)}/{likely.Name}" : null;
        if (options.Map.TryGetValue(name, out var where))
        {
            if (where == ColumnRoles.Nothing) return new ImportSource(name, suggested) { IsLeftOut = true };
            var at = where.LastIndexOf('/');
            var target = at < 0 ? guess : MetricTarget.Parse(where[(at + 1)..]);
            return Bound(name, suggested, at < 0 ? where : where[..at], target ?? throw NoMetric(name, where), unit);
        }

        return device is not null && guess is { } known
            ? Bound(name, suggested, device, known, unit)
            : new ImportSource(name, suggested);
    }

    private static InvalidDataException NoMetric(string name, string where) => new(
        $"'{ArchiveChecks.Shown(name)}' cannot go to '{ArchiveChecks.Shown(where)}': say the metric behind a slash, "
        + $"DEVICE/METRIC. There are {string.Join(", ", ArchiveColumns.Metrics.Select(Contracts.Telemetry.Metrics.Name))}.");

    private ImportSource Bound(string name, string? suggested, string device, MetricTarget target, string? unit)
    {
        var id = ArchiveIds.Of(device, target.Channel);
        if (!ArchiveIds.IsValid(id)) throw new InvalidDataException($"'{ArchiveChecks.Shown(device)}' is no device id.");
        var change = UnitChange.None;
        if (options.Units.TryGetValue(name, out var said) || options.Units.TryGetValue(target.Name, out said))
        {
            change = UnitChange.Parse(said, target.Metric)
                ?? throw new InvalidDataException(
                    $"'{ArchiveChecks.Shown(said)}' is no unit of {target.Name}. {UnitChange.Expected}");
        }
        else if (unit is not null) change = UnitChange.Parse(unit, target.Metric) ?? UnitChange.None;

        return new ImportSource(name, suggested)
        {
            Device = new ArchiveDevice(id, null, null),
            Target = change.Instead is { } other ? target with { Metric = other } : target,
            Change = change,
        };
    }

    private static MetricTarget? OfUnit(string? unit) => unit switch
    {
        "°C" or "°F" => new MetricTarget(Contracts.Telemetry.Metric.Temperature, 1),
        "lx" => new MetricTarget(Contracts.Telemetry.Metric.LightLevel, 1),
        _ => null,
    };
}

/// <summary>Something that files have values of.</summary>
/// <param name="name">As the file has it.</param>
/// <param name="suggested">Where it would go most likely, <c>device/metric</c>.</param>
internal sealed class ImportSource(string name, string? suggested)
{
    public string Name => name;

    public string? Suggested => suggested;

    /// <summary>Whose it is; <see langword="null"/> where it goes nowhere.</summary>
    public ArchiveDevice? Device { get; init; }

    public MetricTarget? Target { get; init; }

    public UnitChange Change { get; init; }

    /// <summary>Whether somebody says that it is to be left out.</summary>
    public bool IsLeftOut { get; init; }

    /// <summary>How many numbers it has.</summary>
    public long Values { get; private set; }

    public double Min { get; private set; } = double.PositiveInfinity;

    public double Max { get; private set; } = double.NegativeInfinity;

    /// <summary>For people.</summary>
    public string Range => string.Create(CultureInfo.InvariantCulture, $"{Values:N0} values, {Min:0.##} to {Max:0.##}");

    /// <summary>Takes note of a value as the file has it.</summary>
    public void Note(double value)
    {
        Values++;
        if (value < Min) Min = value;
        if (value > Max) Max = value;
    }
}
