using System.Text.Json;
using System.Text.Json.Nodes;
using PlantOps.Contracts.Settings;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>What a device should be after a change. Settings are merged by their names, so that none can be forgotten.</summary>
internal static class SettingsMerge
{
    private static readonly DeviceSettingsJson Wire = DeviceSettingsJson.Default;
    private static readonly SettingsChange Nothing = new();
    private static readonly string[] Points =
        [SettingCatalogue.Name(DeviceSetting.SoilDryRaw), SettingCatalogue.Name(DeviceSetting.SoilWetRaw)];

    /// <summary>
    /// What it should be where it is to trust another CA: a new version, because the device looks at nothing else.
    /// </summary>
    public static DesiredSettings WithCa(DesiredSettings? desired, ReportedSettings? reported, string caPem) =>
        Merge(desired, reported, Nothing) with { CaPem = caPem };

    /// <summary>The same version without the CA: for the device nothing has changed.</summary>
    public static DesiredSettings WithoutCa(DesiredSettings desired) => desired with { CaPem = null };

    public static DesiredSettings Merge(DesiredSettings? desired, ReportedSettings? reported, SettingsChange change)
    {
        var merged = desired is null ? [] : JsonSerializer.SerializeToNode(desired, Wire.DesiredSettings)!.AsObject();
        if (desired is not null && reported?.Version == desired.Version) TakeCalibration(merged, reported);
        foreach (var (name, value) in ByName(change)) Put(merged, name, value!);
        merged["version"] = Math.Max(desired?.Version ?? 0, Math.Max(reported?.Version ?? 0, reported?.RefusedVersion ?? 0)) + 1;
        return merged.Deserialize(Wire.DesiredSettings)!;
    }

    /// <summary>What a change sets, by the names on the wire.</summary>
    public static JsonObject ByName(SettingsChange change) =>
        JsonSerializer.SerializeToNode(change, Wire.SettingsChange)!.AsObject();

    // A calibration by command changed the device, not what it should be: the older values must not come back.
    private static void TakeCalibration(JsonObject desired, ReportedSettings reported)
    {
        var present = JsonSerializer.SerializeToNode(reported, Wire.ReportedSettings)!.AsObject();
        foreach (var point in Points)
        {
            if (desired.ContainsKey(point) && present[point] is { } value) desired[point] = value.DeepClone();
        }
    }

    // Of pins and sensors each by itself.
    private static void Put(JsonObject desired, string name, JsonNode value)
    {
        if (value is not JsonObject group || desired[name] is not JsonObject before)
        {
            desired[name] = value.DeepClone();
            return;
        }

        foreach (var (key, one) in group) before[key] = one?.DeepClone();
    }
}
