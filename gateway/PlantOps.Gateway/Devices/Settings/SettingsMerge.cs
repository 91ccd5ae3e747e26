namespace PlantOps.Gateway.Devices.Settings;

/// <summary>What a device should be after a change.</summary>
internal static class SettingsMerge
{
    private static readonly SettingsChange Nothing = new();

    /// <summary>What it should be where it is to trust another CA: a new version, because the device looks at nothing else.</summary>
    public static DesiredSettings WithCa(DesiredSettings? desired, ReportedSettings? reported, string caPem) =>
        With(Merge(desired, reported, Nothing), caPem);

    /// <summary>The same version without the CA: for the device nothing has changed.</summary>
    public static DesiredSettings WithoutCa(DesiredSettings desired) => With(desired, null);

    public static DesiredSettings Merge(DesiredSettings? desired, ReportedSettings? reported, DeviceSettings change)
    {
        // A calibration by command changed the device, not what it should be: the older values must not come back.
        var calibrated = desired is not null && reported?.Version == desired.Version ? reported : null;
        return new DesiredSettings
        {
            Version = Math.Max(desired?.Version ?? 0, Math.Max(reported?.Version ?? 0, reported?.RefusedVersion ?? 0)) + 1,
            IntervalS = change.IntervalS ?? desired?.IntervalS,
            SoilDryRaw = change.SoilDryRaw ?? (desired?.SoilDryRaw is { } dry ? calibrated?.SoilDryRaw ?? dry : null),
            SoilWetRaw = change.SoilWetRaw ?? (desired?.SoilWetRaw is { } wet ? calibrated?.SoilWetRaw ?? wet : null),
            LedDryPercent = change.LedDryPercent ?? desired?.LedDryPercent,
            LedWetPercent = change.LedWetPercent ?? desired?.LedWetPercent,
            Sleep = change.Sleep ?? desired?.Sleep,
            PublishS = change.PublishS ?? desired?.PublishS,
            Pins = Merge(desired?.Pins, change.Pins),
            Sensors = Merge(desired?.Sensors, change.Sensors),
            CaPem = desired?.CaPem,
        };
    }

    private static DesiredSettings With(DesiredSettings desired, string? caPem) => new()
    {
        Version = desired.Version,
        IntervalS = desired.IntervalS,
        SoilDryRaw = desired.SoilDryRaw,
        SoilWetRaw = desired.SoilWetRaw,
        LedDryPercent = desired.LedDryPercent,
        LedWetPercent = desired.LedWetPercent,
        Sleep = desired.Sleep,
        PublishS = desired.PublishS,
        Pins = desired.Pins,
        Sensors = desired.Sensors,
        CaPem = caPem,
    };

    private static Dictionary<string, T>? Merge<T>(IReadOnlyDictionary<string, T>? before, IReadOnlyDictionary<string, T>? change)
    {
        if (before is null && change is null) return null;
        var merged = new Dictionary<string, T>();
        foreach (var (key, value) in (before ?? new Dictionary<string, T>()).Concat(change ?? new Dictionary<string, T>())) merged[key] = value;
        return merged;
    }
}
