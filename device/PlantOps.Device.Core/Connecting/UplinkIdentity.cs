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

    /// <summary>Number of this start.</summary>
    public long Boot { get; }

    public string FirmwareVersion { get; }

    /// <summary>Why the device started, one of <see cref="Board.RestartCauses"/>.</summary>
    public string RestartCause { get; }
}
