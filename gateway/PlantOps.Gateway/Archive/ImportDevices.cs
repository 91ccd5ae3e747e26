using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Archive;

/// <summary>
/// Finds out whose readings an archive's are here: as it is told, else by id, else by hardware id, else a device is made.
/// </summary>
internal sealed class ImportDevices(DeviceRegistry registry)
{
    /// <summary>Unknown devices that an answer names.</summary>
    private const int MaxNamed = 20;

    /// <summary>
    /// Where every device of the archive goes; where one has no place, <paramref name="errors"/> names it and nothing was made.
    /// </summary>
    public ImportTargets Find(ImportDevicesRequest request, out Dictionary<string, string[]> errors)
    {
        var targets = new Dictionary<string, string>();
        var missing = new List<ArchiveDevice>();
        foreach (var device in request.Devices)
        {
            if (Target(device, request.Map) is { } target) targets[device.Id] = Beside(target, device);
            else if (!request.Map.ContainsKey(IdOf(device))) missing.Add(device);
        }

        errors = Problems(request, missing);
        if (request.DryRun) return Tried(request, targets, missing, ref errors);
        if (errors.Count > 0) return new ImportTargets { Targets = targets, Created = [] };
        var created = new List<string>();
        foreach (var device in missing)
        {
            // One that was just made can have its hardware id: one board under two ids.
            var target = Target(device, request.Map) ?? registry.Keep(IdOf(device), device.Name, device.HardwareId);
            if (target.Id == IdOf(device)) created.Add(target.Id);
            targets[device.Id] = Beside(target, device);
        }

        return new ImportTargets { Targets = targets, Created = [.. created.Distinct()] };
    }

    // Nothing is made, and what is wrong is said beside what is right.
    private static ImportTargets Tried(
        ImportDevicesRequest request, Dictionary<string, string> targets, List<ArchiveDevice> missing,
        ref Dictionary<string, string[]> errors)
    {
        string[] problems = [.. errors.Values.SelectMany(lines => lines)];
        errors = [];
        return new ImportTargets
        {
            Targets = targets,
            Created = request.Create ? [.. missing.Select(IdOf).Distinct()] : [],
            Problems = problems,
        };
    }

    private static string IdOf(ArchiveDevice device) => ArchiveIds.Split(device.Id).Device;

    // The same soil channel of the device that it goes to.
    private static string Beside(Device target, ArchiveDevice device) =>
        ArchiveIds.Of(target.Id, ArchiveIds.Split(device.Id).Channel);

    private Device? Target(ArchiveDevice device, Dictionary<string, string> map) =>
        map.TryGetValue(IdOf(device), out var mapped) ? registry.Find(mapped)
        : registry.Find(IdOf(device)) ?? (device.HardwareId is { } hardwareId ? registry.FindByHardware(hardwareId) : null);

    private static string NotHere(ArchiveDevice device) =>
        $"There is no device '{IdOf(device)}'{(device.Name is null ? "" : $" ({device.Name})")} on this gateway.";

    private Dictionary<string, string[]> Problems(ImportDevicesRequest request, List<ArchiveDevice> missing)
    {
        var problems = new List<string>();
        foreach (var (from, to) in request.Map)
        {
            if (request.Devices.All(device => IdOf(device) != from))
                problems.Add($"The files have no readings of a device '{from}' that could go to '{to}'.");
            if (registry.Find(to) is null) problems.Add($"There is no device '{to}' for the readings of '{from}' to go to.");
        }

        if (!request.Create && missing.Count > 0)
        {
            var unknown = missing.DistinctBy(IdOf).ToList();
            problems.AddRange(unknown.Take(MaxNamed).Select(NotHere));
            if (unknown.Count > MaxNamed) problems.Add($"Nor are there {unknown.Count - MaxNamed:N0} others.");
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

    /// <summary>Whether only to say what would be done.</summary>
    public bool DryRun { get; init; }
}

/// <summary>Where they go.</summary>
internal sealed class ImportTargets
{
    /// <summary>Ids in the archive to ids here.</summary>
    public required Dictionary<string, string> Targets { get; init; }

    public required string[] Created { get; init; }

    /// <summary>Why it would not be done; only of a dry run.</summary>
    public string[] Problems { get; init; } = [];
}
