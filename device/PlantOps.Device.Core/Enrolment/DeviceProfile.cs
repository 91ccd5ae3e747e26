using PlantOps.Contracts.Enrolment;

namespace PlantOps.Device.Core.Enrolment;

/// <summary>What the hardware is.</summary>
internal sealed class DeviceProfile
{
    public DeviceProfile(string hardwareId, string model, string firmwareVersion, string[] sensors)
    {
        HardwareId = hardwareId;
        Model = model;
        FirmwareVersion = firmwareVersion;
        Sensors = sensors;
    }

    /// <summary>What stays the same when the flash is erased: the MAC address.</summary>
    public string HardwareId { get; }

    public string Model { get; }

    public string FirmwareVersion { get; }

    /// <summary>Names of the sensors that are fitted.</summary>
    public string[] Sensors { get; }

    /// <summary>What it has, as far as that can be known; <see langword="null"/> where nobody said.</summary>
    public DeviceCapabilities? Capabilities { get; set; }
}
