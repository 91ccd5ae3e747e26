using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PlantOps.Contracts;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Dashboard.Frame;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Devices.Settings;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>Settings of a device as a form has them: a field a row of the catalogue; only what differs is sent.</summary>
internal sealed class DeviceSettingsForm
{
    private readonly JsonObject _desired;
    private readonly JsonObject _reported;
    private readonly IReadOnlyList<DeviceSetting> _settings;

    public DeviceSettingsForm(KeptSettings kept)
    {
        _desired = ByName(kept.Desired, DeviceSettingsJson.Default.DesiredSettings);
        _reported = ByName(kept.Reported, DeviceSettingsJson.Default.ReportedSettings);
        _settings = [.. Enum.GetValues<DeviceSetting>().Where(IsOfThis)];
    }

    /// <summary>What each setting should be and is, where anybody has said.</summary>
    public IReadOnlyList<SettingRow> Rows(IWords words) =>
    [
        .. _settings.Where(setting => ValueOf(_desired, setting) is not null || ValueOf(_reported, setting) is not null)
            .Select(setting => new SettingRow(
            words.DeviceSettingName(setting),
            Text(setting, ValueOf(_desired, setting), words) ?? "–",
            Text(setting, ValueOf(_reported, setting), words) ?? words.DeviceUnknownValue,
            ValueOf(_desired, setting) is { } desired && desired != ValueOf(_reported, setting))),
    ];

    /// <summary>A field for each, with what was typed where that was refused.</summary>
    public IReadOnlyList<FormField> Fields(IWords words, Refusal? refusal) =>
    [
        .. _settings.Select(setting =>
        {
            var name = SettingCatalogue.Name(setting);
            var isFlag = SettingCatalogue.IsFlag(setting);
            var number = Effective(setting);
            var value = !isFlag ? number.ToString(CultureInfo.InvariantCulture) : number == 1 ? "true" : "false";
            return new FormField(name, words.DeviceSettingName(setting), refusal?.Typed.GetValueOrDefault(name) ?? value)
            {
                Problem = refusal?.Problems.GetValueOrDefault(name),
                Type = isFlag ? "checkbox" : "number",
                Min = SettingCatalogue.Min(setting).ToString(CultureInfo.InvariantCulture),
                Max = SettingCatalogue.Max(setting).ToString(CultureInfo.InvariantCulture),
                Help = isFlag ? null : words.DeviceSettingRange(SettingCatalogue.Min(setting), SettingCatalogue.Max(setting)),
            };
        }),
    ];

    /// <summary>What of a form differs, or what is wrong with it.</summary>
    public (SettingsChange Change, Refusal? Refusal) Read(IFormCollection form, IWords words)
    {
        var (change, typed, problems) = (new JsonObject(), new Dictionary<string, string>(), new Dictionary<string, string>());
        foreach (var setting in _settings)
        {
            var name = SettingCatalogue.Name(setting);
            var isFlag = SettingCatalogue.IsFlag(setting);
            if (!isFlag && !form.ContainsKey(name)) continue;
            typed[name] = isFlag && form[name] != "true" ? "false" : form[name].ToString().Trim();
            var value = isFlag ? (typed[name] == "true" ? 1 : 0) : Number(typed[name]);
            if (value is not { } number || !SettingCatalogue.IsInRange(setting, number))
            {
                problems[name] = words.DeviceSettingProblem(SettingCatalogue.Min(setting), SettingCatalogue.Max(setting));
                continue;
            }

            if (number != Effective(setting)) change[name] = isFlag ? JsonValue.Create(number == 1) : JsonValue.Create(number);
        }

        CheckPairs(change, problems, words);
        var read = change.Deserialize(DeviceSettingsJson.Default.SettingsChange)!;
        return (read, problems.Count > 0 ? new Refusal(Refusal.Settings, typed, problems) : null);
    }

    /// <summary>What the gateway's rules found wrong, at its fields and in the page's words.</summary>
    public static Refusal Refuse(IFormCollection form, IEnumerable<string> fields, IWords words) => new(
        Refusal.Settings,
        form.ToDictionary(field => field.Key, field => field.Value.ToString()),
        fields.ToDictionary(
            name => name,
            name => name.StartsWith("soil", StringComparison.Ordinal) ? words.DevicePointsProblem(Limits.MinSoilSpan)
                : words.DeviceLedProblem));

    /// <summary>What it should be, else what it says that it is, else what devices are at first.</summary>
    public int Effective(DeviceSetting setting) =>
        ValueOf(_desired, setting) ?? ValueOf(_reported, setting) ?? SettingCatalogue.Default(setting);

    // Against what is there already, which the device's rules would find only after it was told.
    private void CheckPairs(JsonObject change, Dictionary<string, string> problems, IWords words)
    {
        foreach (var dry in _settings
            .Where(setting => SettingCatalogue.Name(setting).StartsWith("soil_dry", StringComparison.Ordinal)))
        {
            var wet = dry + 1;
            if (After(dry) - After(wet) < Limits.MinSoilSpan) Add(dry, wet, words.DevicePointsProblem(Limits.MinSoilSpan));
        }

        if (After(DeviceSetting.LedDryPercent) > After(DeviceSetting.LedWetPercent))
            Add(DeviceSetting.LedDryPercent, DeviceSetting.LedWetPercent, words.DeviceLedProblem);

        int After(DeviceSetting setting) => ValueOf(change, setting) ?? Effective(setting);

        void Add(DeviceSetting first, DeviceSetting second, string problem)
        {
            var isFirst = change.ContainsKey(SettingCatalogue.Name(first));
            if (isFirst || change.ContainsKey(SettingCatalogue.Name(second)))
                problems.TryAdd(SettingCatalogue.Name(isFirst ? first : second), problem);
        }
    }

    // Points of further probes where there are any.
    private bool IsOfThis(DeviceSetting setting)
    {
        if (setting < DeviceSetting.SoilDryRaw2) return true;
        var channel = SoilChannels.First + 1 + ((setting - DeviceSetting.SoilDryRaw2) / 2);
        return ValueOf(_desired, setting) is not null || (_reported["pins"]?[$"soil_{channel}"]?.GetValue<int>() ?? -1) >= 0;
    }

    private static int? ValueOf(JsonObject settings, DeviceSetting setting)
    {
        if (settings[SettingCatalogue.Name(setting)] is not JsonValue value) return null;
        return value.TryGetValue<bool>(out var flag) ? (flag ? 1 : 0) : value.GetValue<int>();
    }

    private static string? Text(DeviceSetting setting, int? value, IWords words) =>
        value is not { } number ? null
        : !SettingCatalogue.IsFlag(setting) ? number.ToString(CultureInfo.InvariantCulture)
        : number == 1 ? words.DeviceYes : words.DeviceNo;

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonObject ByName<T>(T? settings, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json)
        where T : class => settings is null ? [] : JsonSerializer.SerializeToNode(settings, json)!.AsObject();
}

/// <summary>A setting, as it should be and as it is.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Desired">What it should be.</param>
/// <param name="Reported">What the device says that it is.</param>
/// <param name="Differs">Whether that is not the same.</param>
public sealed record SettingRow(string Name, string Desired, string Reported, bool Differs);

/// <summary>A form that was not taken.</summary>
/// <param name="Form">Which.</param>
/// <param name="Typed">What was in its fields.</param>
/// <param name="Problems">What is wrong, by field.</param>
internal sealed record Refusal(
    string Form,
    IReadOnlyDictionary<string, string> Typed,
    IReadOnlyDictionary<string, string> Problems)
{
    public const string Settings = "settings";

    /// <summary>One of one field.</summary>
    public static Refusal Of(string field, string typed, string problem) => new(
        field, new Dictionary<string, string> { [field] = typed }, new Dictionary<string, string> { [field] = problem });
}
