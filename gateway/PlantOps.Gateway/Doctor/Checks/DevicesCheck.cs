using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Presence;

namespace PlantOps.Gateway.Doctor.Checks;

/// <summary>Devices that are not heard of any more.</summary>
internal sealed class DevicesCheck(DeviceRegistry devices, DevicePresence presence) : ICheck
{
    private const int MaxNamed = 5;

    public string Name => CheckNames.Devices;

    public Task<IReadOnlyList<Finding>?> Run(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Finding>?>(
        [.. Judge([.. devices.Active.Select(device => new DeviceFact(device.Name, presence.StateOf(device)))])]);

    public static IEnumerable<Finding> Judge(IReadOnlyList<DeviceFact> facts)
    {
        var silent = facts.Where(device => device.State == DeviceState.Offline).Select(device => device.Name)
            .Order(StringComparer.Ordinal).ToList();
        if (silent.Count == 0) yield break;
        var names = string.Join(", ", silent.Take(MaxNamed)) + (silent.Count > MaxNamed ? ", …" : string.Empty);
        yield return new Finding(FaultKind.DevicesSilent, silent.Count, facts.Count, names);
    }
}

/// <summary>A device, and whether it is heard of.</summary>
internal sealed record DeviceFact(string Name, DeviceState State);
