using System.Text.Json.Serialization;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>
/// Settings of a device, by their names on the wire. <see langword="null"/> is a setting that is not there.
/// Numbers and flags are those of <see cref="Contracts.Settings.SettingCatalogue"/>, with its units and ranges.
/// </summary>
internal record DeviceSettings
{
    /// <summary>Seconds between readings, 5–86400.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? IntervalS { get; init; }

    /// <summary>The soil probe's raw value in dry air, 0–4095.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SoilDryRaw { get; init; }

    /// <summary>The soil probe's raw value in water, 0–4095.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SoilWetRaw { get; init; }

    /// <summary>Soil moisture in percent below which the light says so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LedDryPercent { get; init; }

    /// <summary>Soil moisture in percent above which the light says so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LedWetPercent { get; init; }

    /// <summary>Whether it sleeps between readings.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Sleep { get; init; }

    /// <summary>Seconds between connections while it sleeps, 60–86400.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PublishS { get; init; }

    /// <summary>The battery's voltage over its pin's, times 1,000: 2000 for two equal resistors; 1000–20000.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BatteryRatioPermille { get; init; }

    /// <summary>Soil probe 2's raw value in dry air, 0–4095.</summary>
    [JsonPropertyName("soil_dry_raw_2")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SoilDryRaw2 { get; init; }

    /// <summary>Soil probe 2's raw value in water, 0–4095.</summary>
    [JsonPropertyName("soil_wet_raw_2")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SoilWetRaw2 { get; init; }

    /// <summary>Soil probe 3's raw value in dry air, 0–4095.</summary>
    [JsonPropertyName("soil_dry_raw_3")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SoilDryRaw3 { get; init; }

    /// <summary>Soil probe 3's raw value in water, 0–4095.</summary>
    [JsonPropertyName("soil_wet_raw_3")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SoilWetRaw3 { get; init; }

    /// <summary>Soil probe 4's raw value in dry air, 0–4095.</summary>
    [JsonPropertyName("soil_dry_raw_4")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SoilDryRaw4 { get; init; }

    /// <summary>Soil probe 4's raw value in water, 0–4095.</summary>
    [JsonPropertyName("soil_wet_raw_4")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SoilWetRaw4 { get; init; }

    /// <summary>Pin name to GPIO number; −1 is not connected.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, int>? Pins { get; init; }

    /// <summary>Place of a sensor to what is fitted there, or <c>none</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Sensors { get; init; }
}

/// <summary>What a caller wants changed. A setting that does not exist is an error, not ignored.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SettingsChange : DeviceSettings;

/// <summary>What a device should be, as it goes to the device.</summary>
internal sealed record DesiredSettings : DeviceSettings
{
    /// <summary>One more with each change.</summary>
    public required long Version { get; init; }

    /// <summary>The CA that is to take the place of the one that the device trusts; the gateway's own doing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CaPem { get; init; }
}

/// <summary>What a device says that it is.</summary>
internal sealed record ReportedSettings : DeviceSettings
{
    /// <summary>The version it runs with; 0 before the first.</summary>
    public long Version { get; init; }

    public string? FirmwareVersion { get; init; }

    /// <summary>The board.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>What it has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Capabilities? Capabilities { get; init; }

    /// <summary>Which CA it trusts, by its id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CaId { get; init; }

    /// <summary>Which CA it trusts beside that one, until it has connected with it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NextCaId { get; init; }

    /// <summary>The version that it refused last; 0 where there is none.</summary>
    public long RefusedVersion { get; init; }

    /// <summary>Why it refused that; <c>null</c> where there is none.</summary>
    public IReadOnlyList<RefusedSetting>? Refused { get; init; }
}

/// <summary>A setting that the device did not take.</summary>
internal sealed record RefusedSetting(string? Name, string? Reason);

/// <summary>Settings by their names on the wire, for whoever merges and checks them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(DesiredSettings))]
[JsonSerializable(typeof(ReportedSettings))]
[JsonSerializable(typeof(SettingsChange))]
internal sealed partial class DeviceSettingsJson : JsonSerializerContext;
