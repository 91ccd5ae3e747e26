namespace PlantOps.Gateway.Devices.Enrolment;

/// <summary>What a device says of itself when it registers, checked.</summary>
internal sealed record DeviceDescription(
    string Name, string HardwareId, string? Model, string? FirmwareVersion, IReadOnlyList<string> Sensors);
