using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Archive;

/// <summary>The columns of an archive, the same in every format. A column is only ever added.</summary>
internal static class ArchiveColumns
{
    public const string DeviceId = "device_id";
    public const string DeviceName = "device_name";
    public const string HardwareId = "hardware_id";
    public const string Time = "time";
    public const string Boot = "boot";
    public const string Sequence = "seq";
    public const string Origin = "time_origin";

    public static readonly Metric[] Metrics = Enum.GetValues<Metric>();

    /// <summary>All, in the order in which they are written.</summary>
    public static readonly string[] All =
    [
        DeviceId, DeviceName, HardwareId, Time, Boot, Sequence,
        .. Metrics.Select(Contracts.Telemetry.Metrics.Name), .. Metrics.Select(Quality), Origin,
    ];

    /// <summary>The column that says how far a metric can be trusted.</summary>
    public static string Quality(Metric metric) => Contracts.Telemetry.Metrics.Name(metric) + "_quality";

    /// <summary>Whether a file with these columns says enough; <see langword="null"/> where it does.</summary>
    public static string? Problem(IReadOnlyList<string> columns)
    {
        if (columns.FirstOrDefault(name => !All.Contains(name)) is { } unknown)
        {
            return $"There is no column '{unknown}' that could be kept. There are {string.Join(", ", All)}.";
        }

        if (columns.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return $"The column '{twice.Key}' is there twice.";
        if (!columns.Contains(DeviceId) || !columns.Contains(Time))
            return $"The columns '{DeviceId}' and '{Time}' must be there.";
        return Metrics.Any(metric => columns.Contains(Contracts.Telemetry.Metrics.Name(metric)))
            ? null
            : "There is no column with a metric.";
    }
}
