using PlantOps.Contracts;
using PlantOps.Contracts.Settings;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>What settings can be. The device has the last word: only it knows which pins its board has.</summary>
internal static class SettingsRules
{
    private static readonly string[] PinNames = [.. Enum.GetValues<BoardPin>().Select(BoardSettings.Name)];
    private static readonly string[] SensorNames = [.. Enum.GetValues<BoardSensor>().Select(BoardSettings.Name)];

    /// <summary>Every field of a change that is wrong, by its name on the wire, and why.</summary>
    /// <param name="change">What is to be changed.</param>
    /// <param name="result">What would come out.</param>
    public static Dictionary<string, string[]> Check(SettingsChange change, DesiredSettings result)
    {
        var errors = new Dictionary<string, string[]>();
        var given = SettingsMerge.ByName(change);
        if (given.Count == 0) errors[""] = ["There is no setting to change."];
        foreach (var setting in Enum.GetValues<DeviceSetting>().Where(setting => !SettingCatalogue.IsFlag(setting)))
        {
            var (name, min, max) = (SettingCatalogue.Name(setting), SettingCatalogue.Min(setting), SettingCatalogue.Max(setting));
            InRange(name, (int?)given[name], min, max, SettingCatalogue.Unit(setting));
        }

        if (result is { LedDryPercent: { } dry, LedWetPercent: { } wet } && dry > wet)
            Add("led_dry_percent", $"It is above led_wet_percent, {wet}.");
        Span(1, change.SoilDryRaw, result.SoilDryRaw, result.SoilWetRaw);
        Span(2, change.SoilDryRaw2, result.SoilDryRaw2, result.SoilWetRaw2);
        Span(3, change.SoilDryRaw3, result.SoilDryRaw3, result.SoilWetRaw3);
        Span(4, change.SoilDryRaw4, result.SoilDryRaw4, result.SoilWetRaw4);

        foreach (var (pin, gpio) in change.Pins ?? new Dictionary<string, int>())
        {
            if (!PinNames.Contains(pin)) Add($"pins.{pin}", $"There is no such pin. There are: {string.Join(", ", PinNames)}.");
            else InRange($"pins.{pin}", gpio, BoardSettings.NotConnected, BoardSettings.MaxPin);
        }

        foreach (var (place, kind) in change.Sensors ?? new Dictionary<string, string>())
        {
            if (!SensorNames.Contains(place))
                Add($"sensors.{place}", $"There is no such place. There are: {string.Join(", ", SensorNames)}.");
            else if (kind is not { Length: > 0 and <= Limits.MaxTokenLength })
                Add($"sensors.{place}", "The kind of sensor, or none.");
        }

        return errors;

        void InRange(string field, int? value, int least, int most, string unit = "")
        {
            if (value < least || value > most) Add(field, $"{least} to {most}{unit}.");
        }

        void Span(int channel, int? changedDry, int? air, int? water)
        {
            if (!(air - water < Limits.MinSoilSpan)) return;
            var dry = SettingCatalogue.Name(SettingCatalogue.SoilDryRaw(channel));
            var wet = SettingCatalogue.Name(SettingCatalogue.SoilWetRaw(channel));
            Add(changedDry is null ? wet : dry, $"{dry} must be at least {Limits.MinSoilSpan} above {wet}.");
        }

        void Add(string field, string error) => errors.TryAdd(field, [error]);
    }
}
