using PlantOps.Contracts;

namespace PlantOps.Gateway.Archive;

/// <summary>The devices of a file, each made once however many rows it has; its first row says its name.</summary>
internal sealed class ArchiveDevices
{
    /// <summary>Of how many devices one import takes readings.</summary>
    public const int MaxDevices = 100_000;

    public const string TooMany =
        "There are readings of more than 100,000 devices, which is more than one import takes. "
        + "Split the file, or look whether its columns are in the right order.";

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

        if (_byId.Count == MaxDevices) throw new InvalidDataException(TooMany);
        var device = new ArchiveDevice(id, Some(name), Some(hardwareId));
        _byId.Add(id, device);
        return device;
    }

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>Whose readings they are, as an archive says it.</summary>
/// <param name="Id">Its id on the gateway that wrote the archive; see <see cref="ArchiveIds"/>.</param>
/// <param name="Name">What its owner calls it; <see langword="null"/> where the archive does not say.</param>
/// <param name="HardwareId">
/// What finds it again on a gateway that let it in under another id; <see langword="null"/> where the archive does not say.
/// </param>
internal sealed record ArchiveDevice(string Id, string? Name, string? HardwareId);
