namespace PlantOps.Gateway.Archive.Tables;

/// <summary>What a column of somebody's table can be.</summary>
internal static class ColumnRoles
{
    public const string Time = ArchiveColumns.Time;
    public const string Device = ArchiveColumns.DeviceId;

    /// <summary>The day, where <see cref="Time"/> is only the clock.</summary>
    public const string Date = "date";

    /// <summary>Of what a row has the value, such as an entity.</summary>
    public const string Source = "source";

    /// <summary>The value of the source.</summary>
    public const string Value = "value";

    /// <summary>The unit of that value.</summary>
    public const string Unit = "unit";

    /// <summary>Left out.</summary>
    public const string Nothing = "none";

    private const string ShortDevice = "device";

    private static readonly string[] OfSources = [Source, Value, Unit];
    private static readonly string[] Further = [Date, .. OfSources, Nothing, ShortDevice];
    private static readonly string[] Times =
        ["time", "timestamp", "datetime", "date_time", "created_at", "ts", "_time", "last_changed", "last_updated", "start",
            "date", "zeit", "datum"];

    private static readonly string[] Devices = ["device", "deviceid", "sensor", "sensor_id", "plant", "name", "id"];

    /// <summary>For errors.</summary>
    public static string Listed => string.Join(", ", [.. ArchiveColumns.All, Date, .. OfSources, Nothing]);

    /// <summary>All that a column can be, those of people's tables first.</summary>
    public static IEnumerable<string> All =>
        new[] { Time, Date, Device }.Concat(MetricTarget.Names).Concat(OfSources).Concat(ArchiveColumns.All).Distinct();

    public static bool IsRole(string name) => Parse(name) is not null;

    /// <summary>A role as it is spelled here: <c>device</c> is <c>device_id</c>.</summary>
    public static string? Parse(string name)
    {
        var plain = name.Trim().ToLowerInvariant();
        if (plain == ShortDevice) return Device;
        return ArchiveColumns.All.Contains(plain) || Further.Contains(plain) || MetricTarget.Parse(plain) is not null
            ? plain
            : null;
    }

    /// <summary>
    /// What a column that is called like this is without being told: what export writes, in any case, and soil channels.
    /// </summary>
    public static string? OfName(string name)
    {
        var plain = name.Trim().ToLowerInvariant();
        return ArchiveColumns.All.Contains(plain) || MetricTarget.Parse(plain) is not null ? plain : null;
    }

    /// <summary>What it may be, to suggest it; <see langword="null"/> where nothing speaks for anything.</summary>
    public static string? Guess(string name)
    {
        var plain = name.Trim().ToLowerInvariant().Replace(' ', '_');
        if (Times.Contains(plain)) return Time;
        return Devices.Contains(plain) ? Device : MetricTarget.Guess(name, out _)?.Name;
    }
}
