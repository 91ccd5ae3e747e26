using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Telemetry.Archive;

/// <summary>Finds out whose readings an archive's are here: as it is told, else by id, else by hardware id, else a device is made.</summary>
internal sealed class ImportDevices(DeviceRegistry registry)
{
    /// <summary>Where every device of the archive goes; where one has no place, <paramref name="errors"/> names it and nothing was made.</summary>
    public ImportTargets Find(ImportDevicesRequest request, out Dictionary<string, string[]> errors)
    {
        var targets = new Dictionary<string, string>();
        var missing = new List<ArchiveDevice>();
        foreach (var device in request.Devices)
        {
            if (Target(device, request.Map) is { } target) targets[device.Id] = target.Id;
            else if (!request.Map.ContainsKey(device.Id)) missing.Add(device);
        }

        errors = Problems(request, missing);
        if (errors.Count > 0) return new ImportTargets { Targets = targets, Created = [] };
        var created = new List<string>();
        foreach (var device in missing)
        {
            // One that was just made can have its hardware id: one board under two ids.
            var target = Target(device, request.Map) ?? registry.Keep(device.Id, device.Name, device.HardwareId);
            if (target.Id == device.Id) created.Add(device.Id);
            targets[device.Id] = target.Id;
        }

        return new ImportTargets { Targets = targets, Created = [.. created] };
    }

    private Device? Target(ArchiveDevice device, Dictionary<string, string> map) =>
        map.TryGetValue(device.Id, out var mapped) ? registry.Find(mapped)
        : registry.Find(device.Id) ?? (device.HardwareId is { } hardwareId ? registry.FindByHardware(hardwareId) : null);

    private Dictionary<string, string[]> Problems(ImportDevicesRequest request, List<ArchiveDevice> missing)
    {
        var problems = new List<string>();
        foreach (var (from, to) in request.Map)
        {
            if (request.Devices.All(device => device.Id != from)) problems.Add($"The files have no readings of a device '{from}' that could go to '{to}'.");
            if (registry.Find(to) is null) problems.Add($"There is no device '{to}' for the readings of '{from}' to go to.");
        }

        if (!request.Create && missing.Count > 0)
        {
            problems.AddRange(missing.Select(device => $"There is no device '{device.Id}'{(device.Name is null ? "" : $" ({device.Name})")} on this gateway."));
            problems.Add("Make those that are missing with --create-devices, or say where their readings go with --map ID=ID.");
        }

        return problems.Count == 0 ? [] : new Dictionary<string, string[]> { [""] = [.. problems] };
    }
}

/// <summary>Whose readings are to be imported.</summary>
internal sealed class ImportDevicesRequest
{
    public required ArchiveDevice[] Devices { get; init; }

    /// <summary>Ids in the archive to ids here.</summary>
    public required Dictionary<string, string> Map { get; init; }

    /// <summary>Whether to make devices that are not there.</summary>
    public required bool Create { get; init; }
}

/// <summary>Where they go.</summary>
internal sealed class ImportTargets
{
    /// <summary>Ids in the archive to ids here.</summary>
    public required Dictionary<string, string> Targets { get; init; }

    public required string[] Created { get; init; }
}
