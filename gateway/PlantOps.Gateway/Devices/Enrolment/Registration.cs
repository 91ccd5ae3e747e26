namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>What a registration makes of a device.</summary>
internal static class Registration
{
    /// <summary>Whether a device has the hardware that registers.</summary>
    public static bool IsOf(Device device, DeviceDescription description) =>
        HardwareIds.KeyOf(device.HardwareId) == HardwareIds.KeyOf(description.HardwareId);

    /// <summary>The same hardware, or a new device. What its owner calls it stays.</summary>
    public static Device Apply(Device device, DeviceDescription description, byte[] passwordHash) => device with
    {
        Name = device.IsRenamed ? device.Name : description.Name,
        PasswordHash = passwordHash,
        Model = description.Model,
        FirmwareVersion = description.FirmwareVersion,
        Sensors = description.Sensors,
        Capabilities = description.Capabilities,
        ReleasedAt = null,
    };

    /// <summary>Other hardware becomes the device, which stays who it is; <see langword="null"/> where it is retired.</summary>
    public static Device? Claim(Device device, DeviceDescription description, byte[] passwordHash) => device.RetiredAt is not null
        ? null
        : Apply(device, description, passwordHash) with
        {
            Name = device.Name,
            HardwareId = HardwareIds.Normalize(description.HardwareId),
        };

    /// <summary>The device gives its hardware to another one; <see langword="null"/> where it has done so already.</summary>
    public static Device? GiveUp(Device device, DeviceDescription description, long now) =>
        IsOf(device, description) ? device.WithoutHardware(now) : null;
}
