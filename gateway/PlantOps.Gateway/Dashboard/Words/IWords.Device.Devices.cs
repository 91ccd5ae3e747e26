using PlantOps.Contracts.Settings;
using PlantOps.Contracts.Telemetry;

namespace PlantOps.Gateway.Dashboard.Words;

/// <summary>One device.</summary>
public partial interface IWords
{
    string DeviceNow { get; }

    string DeviceNothingMeasured { get; }

    string DeviceMeasuredAt { get; }

    string DeviceAbout { get; }

    string DeviceFirmware { get; }

    string DeviceBoard { get; }

    string DeviceHardware { get; }

    string DeviceSensors { get; }

    string DeviceMemory { get; }

    string DeviceLetIn { get; }

    string DeviceMeasuresEvery { get; }

    string DeviceRunsFor { get; }

    string DeviceLost { get; }

    string DeviceBattery { get; }

    /// <summary>Title of what is wrong with its clock.</summary>
    string DeviceClock { get; }

    /// <summary>Title of values that were not taken as they came.</summary>
    string DeviceDoubted { get; }

    /// <summary>Title of fields that it sends and that are not known.</summary>
    string DeviceIgnored { get; }

    /// <summary>Its clock is constantly wrong.</summary>
    /// <param name="ahead">By so many milliseconds; negative where it is behind.</param>
    string DeviceClockIsWrong(long ahead);

    string DeviceTrustsTitle { get; }

    string DeviceSettingsTitle { get; }

    string DeviceSettingColumn { get; }

    string DeviceShouldBe { get; }

    string DeviceIsNow { get; }

    string DeviceChangeSettings { get; }

    string DeviceNothingChanged { get; }

    string DeviceCommandsTitle { get; }

    string DeviceCommandsNeedIt { get; }

    string DeviceCalibrate { get; }

    string DeviceManage { get; }

    string DeviceRename { get; }

    string DeviceName { get; }

    string DeviceReplace { get; }

    string DeviceReplaceHelp { get; }

    string DeviceRelease { get; }

    string DeviceReleaseHelp { get; }

    string DeviceRetire { get; }

    string DeviceRetireHelp { get; }

    string DeviceConfirmProblem { get; }

    string DeviceYes { get; }

    string DeviceNo { get; }

    string DeviceUnknownValue { get; }

    string DeviceConfirm(string name);

    string DeviceProbe(int channel);

    string DeviceMetric(Metric metric);

    string DeviceQuality(Quality quality);

    string DeviceSize(long? bytes);

    /// <summary>Which of the gateway's CAs it trusts, by its name on the wire.</summary>
    string DeviceTrusts(string trust);

    /// <summary>How its settings are, by the state's name on the wire.</summary>
    string DeviceSettingsAre(string state);

    string DeviceSettingName(DeviceSetting setting);

    /// <summary>What a setting can be.</summary>
    string DeviceSettingRange(int least, int most);

    string DeviceSettingProblem(int least, int most);

    string DevicePointsProblem(int span);

    string DeviceLedProblem { get; }

    /// <summary>What a device is told, by its name on the wire, as a button has it.</summary>
    string DeviceCommand(string name);

    /// <summary>What cannot be undone about a command; <c>null</c> where all of it can.</summary>
    string? DeviceCommandWarning(string name);

    /// <summary>What became of a command.</summary>
    /// <param name="command">As a button has it.</param>
    /// <param name="result">Its name on the wire; <c>null</c> where no answer came.</param>
    /// <param name="reason">Why not, in the device's words.</param>
    string DeviceTold(string command, string? result, string? reason);
}
