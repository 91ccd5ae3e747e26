using PlantOps.Contracts.Commands;
using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;
using PlantOps.Gateway.Telemetry.Inputs;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>English, of one device.</summary>
internal sealed partial class En
{
    public string DeviceNow => "Now";

    public string DeviceNothingMeasured => "It has not measured yet.";

    public string DeviceMeasuredAt => "Measured";

    public string DeviceAbout => "About it";

    public string DeviceFirmware => "Firmware";

    public string DeviceBoard => "Board";

    public string DeviceHardware => "Hardware id";

    public string DeviceSensors => "Sensors";

    public string DeviceMemory => "Heap, PSRAM, flash";

    public string DeviceLetIn => "Let in";

    public string DeviceMeasuresEvery => "Measures every";

    public string DeviceRunsFor => "Runs for";

    public string DeviceLost => "Readings lost";

    public string DeviceBattery => "Battery";

    public string DeviceClock => "Clock";

    public string DeviceDoubted => "Values not taken";

    public string DeviceIgnored => "Also sends";

    public string DeviceClockIsWrong(long ahead) => $"{ClockText.Of(ahead)} The times of its readings are set right by as much.";

    public string DeviceTrustsTitle => "Trusts";

    public string DeviceSettingsTitle => "Settings";

    public string DeviceSettingColumn => "Setting";

    public string DeviceShouldBe => "Should be";

    public string DeviceIsNow => "Is";

    public string DeviceChangeSettings => "Change settings";

    public string DeviceNothingChanged => "Nothing differs from what it should be already.";

    public string DeviceCommandsTitle => "Do now";

    public string DeviceCommandsNeedIt => "It is not connected, and what is told is for now. Settings are kept until it is.";

    public string DeviceCalibrate => "Calibrate the soil probe";

    public string DeviceManage => "Manage";

    public string DeviceRename => "Rename";

    public string DeviceName => "Name";

    public string DeviceReplace => "Other hardware";

    public string DeviceReplaceHelp =>
        "Shows a code with which another board, or this one after it was erased, becomes this device and keeps its history.";

    public string DeviceRelease => "Release";

    public string DeviceReleaseHelp =>
        "Its password is forgotten and it is disconnected. Its history stays; a code lets it in again.";

    public string DeviceRetire => "Retire";

    public string DeviceRetireHelp =>
        "It goes from the list for good. Its history stays; its board is a new device when it comes again.";

    public string DeviceConfirmProblem => "That is not its name.";

    public string DeviceYes => "yes";

    public string DeviceNo => "no";

    public string DeviceUnknownValue => "not said";

    public string DeviceLedProblem => "The light for dry must not be above the one for wet.";

    public string DeviceConfirm(string name) => $"Type its name to confirm: {name}";

    public string DeviceProbe(int channel) => $"Soil probe {channel}";

    public string DeviceMetric(Metric metric) => metric switch
    {
        Metric.SoilRaw => "Soil, raw",
        Metric.BatteryVoltage => "Battery",
        Metric.SoilTemperature => "Soil temperature",
        _ => MetricName(Metrics.Name(metric)),
    };

    public string DeviceQuality(Quality quality) => quality switch
    {
        Quality.Missing => "its sensor gives nothing",
        Quality.Implausible => "cannot be true",
        Quality.Stuck => "has not moved for long",
        Quality.Unsettled => "the sensor was warming up",
        _ => string.Empty,
    };

    public string DeviceSize(long? bytes) => bytes switch
    {
        null => DeviceUnknownValue,
        0 => "none",
        >= 1024 * 1024 => $"{bytes / (1024 * 1024)}\u00a0MB",
        _ => $"{bytes / 1024}\u00a0KB",
    };

    public string DeviceTrusts(string trust) => trust switch
    {
        "current" => "the gateway's certificate",
        "next" => "the earlier certificate; the new one from its next connection on",
        "earlier" => "only an earlier certificate; it is told of the new one",
        _ => "it has not said which certificate",
    };

    public string DeviceSettingsAre(string state) => state switch
    {
        "in_sync" => "It is as it should be.",
        "pending" => "Pending: it takes the latest change as soon as it is connected.",
        "refused" => "Refused: it goes on with what it was.",
        _ => "It has not said what it is yet.",
    };

    public string DeviceSettingName(DeviceSetting setting) => setting switch
    {
        DeviceSetting.IntervalS => "Seconds between readings",
        DeviceSetting.SoilDryRaw => "Soil probe in dry air, raw",
        DeviceSetting.SoilWetRaw => "Soil probe in water, raw",
        DeviceSetting.LedDryPercent => "Light says dry below, % (0 is never)",
        DeviceSetting.LedWetPercent => "Light says wet above, % (100 is never)",
        DeviceSetting.Sleep => "Sleeps between readings",
        DeviceSetting.PublishS => "Seconds between connections while it sleeps",
        DeviceSetting.BatteryRatioPermille => "Battery over its pin, times 1,000",
        _ => $"Soil probe {ProbeOf(setting)} in {(IsWetPoint(setting) ? "water" : "dry air")}, raw",
    };

    public string DeviceSettingRange(int least, int most) => $"{least} to {most}";

    public string DeviceSettingProblem(int least, int most) => $"A whole number from {least} to {most}.";

    public string DevicePointsProblem(int span) => $"Dry air must be at least {span} above water.";

    public string DeviceCommand(string name) => name switch
    {
        CommandNames.ReadNow => "Measure now",
        CommandNames.Identify => "Blink",
        CommandNames.Restart => "Restart",
        CommandNames.CalibrateAir => "Calibrate in air",
        CommandNames.CalibrateWater => "Calibrate in water",
        CommandNames.ForgetWifi => "Forget the Wi-Fi",
        _ => "Erase everything",
    };

    public string? DeviceCommandWarning(string name) => name switch
    {
        CommandNames.ForgetWifi =>
            "It opens its own Wi-Fi and waits for somebody with a phone beside it. Readings in its buffer stay.",
        CommandNames.FactoryReset =>
            "It forgets everything, also readings that are only in its buffer, and has to be let in again.",
        _ => null,
    };

    public string DeviceTold(string command, string? result, string? reason) => result switch
    {
        CommandResults.Done => $"{command}: done",
        CommandResults.Refused => $"{command}: refused, {reason}",
        null => $"{command}: no answer; it may have done it all the same",
        _ => $"{command}: failed, {reason}",
    };

    private static int ProbeOf(DeviceSetting setting) => SoilChannels.First + 1 + ((setting - DeviceSetting.SoilDryRaw2) / 2);

    private static bool IsWetPoint(DeviceSetting setting) => (setting - DeviceSetting.SoilDryRaw2) % 2 == 1;
}
