using PlantOps.Contracts.Enrolment;

namespace PlantOps.Device.Core.Connecting;

/// <summary>Who speaks.</summary>
internal sealed class UplinkIdentity
{
    public UplinkIdentity(string deviceId, long boot, string firmwareVersion, string restartCause)
    {
        DeviceId = deviceId;
        Boot = boot;
        FirmwareVersion = firmwareVersion;
        RestartCause = restartCause;
    }

    public string DeviceId { get; }

    /// <summary>The board; <see langword="null"/> where nobody said.</summary>
    public string? Model { get; set; }

    /// <summary>What the device has; <see langword="null"/> where nobody said.</summary>
    public DeviceCapabilities? Capabilities { get; set; }

    /// <summary>Number of this start.</summary>
    public long Boot { get; }

    public string FirmwareVersion { get; }

    /// <summary>Why the device started, one of <see cref="Board.RestartCauses"/>.</summary>
    public string RestartCause { get; }
}
