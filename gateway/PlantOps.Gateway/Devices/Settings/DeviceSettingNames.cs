using PlantOps.Contracts;
using PlantOps.Contracts.Settings;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>The settings of a device as they are typed, with unit and range.</summary>
internal static class DeviceSettingNames
{
    public static readonly IReadOnlyList<NamedValue> All =
    [
        new("interval_s", ValueKind.WholeNumber, $"seconds between readings, {Limits.MinInterval} to {Limits.MaxInterval}"),
        new("sleep", ValueKind.Flag, "whether it sleeps between readings, true or false"),
        new("publish_s", ValueKind.WholeNumber, $"seconds between connections while it sleeps, {Limits.MinPublish} to {Limits.MaxPublish}"),
        new("soil_dry_raw", ValueKind.WholeNumber, $"the soil probe's raw value in dry air, 0 to {Limits.MaxSoilRaw}"),
        new("soil_wet_raw", ValueKind.WholeNumber, $"the soil probe's raw value in water, 0 to {Limits.MaxSoilRaw}"),
        new("led_dry_percent", ValueKind.WholeNumber, "soil moisture in % below which the light says so, 0 to 100"),
        new("led_wet_percent", ValueKind.WholeNumber, "soil moisture in % above which the light says so, 0 to 100"),
        .. Enum.GetValues<BoardPin>().Select(pin => new NamedValue(
            $"pins.{BoardSettings.Name(pin)}",
            ValueKind.WholeNumber,
            $"number of its GPIO, 0 to {BoardSettings.MaxPin}, or {BoardSettings.NotConnected} (not connected)")),
        .. Enum.GetValues<BoardSensor>().Select(sensor => new NamedValue(
            $"sensors.{BoardSettings.Name(sensor)}", ValueKind.Text, "which sensor is fitted there, or none")),
    ];
}
