namespace PlantOps.Gateway.Devices;

/// <summary>
/// Devices by their hardware id, however that is spelled. Before spellings were one, a board could become two devices:
/// each of these is found by its own spelling, and by any other the newest. Put in order when it is first asked, which is when
/// one registers.
/// </summary>
internal sealed class HardwareIndex(IEnumerable<Device> all)
{
    private Dictionary<string, List<Device>>? _byKey;

    public Device? Find(string hardwareId)
    {
        _byKey ??= all.GroupBy(device => HardwareIds.KeyOf(device.HardwareId))
            .ToDictionary(same => same.Key, same => same.ToList());
        return !_byKey.TryGetValue(HardwareIds.KeyOf(hardwareId), out var devices) ? null
            : devices.Find(device => device.HardwareId == hardwareId) ?? devices.MaxBy(device => device.Number);
    }

    /// <summary>Takes a device in, in place of what it was before.</summary>
    public void Put(Device? before, Device device)
    {
        if (_byKey is null) return;
        if (before is not null && _byKey.TryGetValue(HardwareIds.KeyOf(before.HardwareId), out var former))
        {
            former.RemoveAll(other => other.Number == before.Number);
            if (former.Count == 0) _byKey.Remove(HardwareIds.KeyOf(before.HardwareId));
        }

        var key = HardwareIds.KeyOf(device.HardwareId);
        if (!_byKey.TryGetValue(key, out var devices)) _byKey[key] = devices = [];
        devices.Add(device);
    }
}
