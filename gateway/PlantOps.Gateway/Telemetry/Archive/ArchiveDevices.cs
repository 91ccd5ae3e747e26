using PlantOps.Contracts;

namespace PlantOps.Gateway.Telemetry.Archive;

/// <summary>The devices of a file, each made once however many rows it has; its first row says its name.</summary>
internal sealed class ArchiveDevices
{
    private readonly Dictionary<string, ArchiveDevice> _byId = [];

    /// <summary>The device; else what is wrong, and with which column.</summary>
    public ArchiveDevice? Get(string id, string? name, string? hardwareId, out (string Column, string Reason) problem)
    {
        problem = default;
        if (_byId.TryGetValue(id, out var known)) return known;
        (string Column, string? Reason)[] checks =
        [
            (ArchiveColumns.DeviceId, ArchiveChecks.DeviceId(id)),
            (ArchiveColumns.DeviceName, ArchiveChecks.Text(name ?? "", Limits.MaxNameLength)),
            (ArchiveColumns.HardwareId, ArchiveChecks.Text(hardwareId ?? "", Limits.MaxTokenLength)),
        ];
        foreach (var (column, reason) in checks)
        {
            if (reason is null) continue;
            problem = (column, reason);
            return null;
        }

        var device = new ArchiveDevice(id, Some(name), Some(hardwareId));
        _byId.Add(id, device);
        return device;
    }

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
