using PlantOps.Contracts.Settings;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>The settings of a device as they are typed, with unit and range.</summary>
internal static class DeviceSettingNames
{
    /// <summary>Those that are a number or a flag.</summary>
    public static readonly IReadOnlyList<NamedValue> Plain = [.. Enum.GetValues<DeviceSetting>().Select(Named)];

    /// <summary>Those of pins and sensors, too.</summary>
    public static readonly IReadOnlyList<NamedValue> All =
    [
        .. Plain,
        .. Enum.GetValues<BoardPin>().Select(pin => new NamedValue(
            $"pins.{BoardSettings.Name(pin)}",
            ValueKind.WholeNumber,
            $"number of its GPIO, 0 to {BoardSettings.MaxPin}, or {BoardSettings.NotConnected} (not connected)")),
        .. Enum.GetValues<BoardSensor>().Select(sensor => new NamedValue(
            $"sensors.{BoardSettings.Name(sensor)}", ValueKind.Text, "which sensor is fitted there, or none")),
    ];

    private static NamedValue Named(DeviceSetting setting)
    {
        var isFlag = SettingCatalogue.IsFlag(setting);
        return new NamedValue(
            SettingCatalogue.Name(setting),
            isFlag ? ValueKind.Flag : ValueKind.WholeNumber,
            $"{SettingCatalogue.Meaning(setting)}, {(isFlag ? "true or false" : SettingCatalogue.Range(setting))}");
    }
}
