namespace PlantOps.Device.Core.Connecting;

/// <summary>Who speaks.</summary>
internal sealed class UplinkIdentity
{
    public UplinkIdentity(string deviceId, long boot, string firmwareVersion)
    {
        DeviceId = deviceId;
        Boot = boot;
        FirmwareVersion = firmwareVersion;
    }

    public string DeviceId { get; }

    /// <summary>Number of this start.</summary>
    public long Boot { get; }

    public string FirmwareVersion { get; }
}
