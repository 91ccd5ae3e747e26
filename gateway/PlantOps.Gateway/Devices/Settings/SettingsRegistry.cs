using System.Collections.Concurrent;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>What each device should be and what it is. A difference is a fact that anyone can see.</summary>
internal sealed class SettingsRegistry
{
    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<int, KeptSettings> _kept = new();
    private readonly ConcurrentDictionary<int, bool> _unsaved = new();
    private readonly IDeviceSettingsStore _store;
    private readonly DeviceRegistry _devices;

    public SettingsRegistry(IDeviceSettingsStore store, DeviceRegistry devices)
    {
        (_store, _devices) = (store, devices);
        foreach (var kept in store.Load())
        {
            _kept[kept.Number] = kept;
            FollowInterval(kept);
        }
    }

    /// <summary>A device has said what it is; the one who hears of it must not wait.</summary>
    public event Action? Reported;

    public IEnumerable<KeptSettings> All => _kept.Values;

    public KeptSettings Of(Device device) => _kept.GetValueOrDefault(device.Number) ?? new KeptSettings(device.Number, null, null, 0);

    /// <summary>Changes what a device should be, on disk when it returns, or says which fields are wrong.</summary>
    /// <exception cref="Telemetry.StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public (DesiredSettings? Desired, Dictionary<string, string[]> Errors) Change(Device device, DeviceSettings change)
    {
        lock (_changing)
        {
            var kept = Of(device);
            var desired = SettingsMerge.Merge(kept.Desired, kept.Reported, change);
            if (SettingsRules.Check(change, desired) is { Count: > 0 } errors) return (null, errors);
            kept = kept with { Desired = desired };
            _store.Save([kept]);
            _kept[device.Number] = kept;
            return (desired, []);
        }
    }

    /// <summary>
    /// Puts what a rule says in the place of what devices should be, on disk when it returns; the rule says
    /// <see langword="null"/> where nothing changes. Which devices it has changed.
    /// </summary>
    /// <exception cref="Telemetry.StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public IReadOnlyList<Device> Apply(IEnumerable<Device> devices, Func<KeptSettings, DesiredSettings?> rule)
    {
        lock (_changing)
        {
            var changed = (
                from device in devices
                let kept = Of(device)
                let desired = rule(kept)
                where desired is not null
                select (Device: device, Kept: kept with { Desired = desired })).ToList();
            if (changed.Count == 0) return [];
            _store.Save([.. changed.Select(one => one.Kept)]);
            foreach (var (device, kept) in changed) _kept[device.Number] = kept;
            return [.. changed.Select(one => one.Device)];
        }
    }

    /// <summary>A device has said what it is. Kept on disk now and then: it says so again with each connection.</summary>
    public void Report(Device device, ReportedSettings reported, long now)
    {
        lock (_changing)
        {
            var kept = Of(device) with { Reported = reported, ReportedAt = now };
            _kept[device.Number] = kept;
            _unsaved[device.Number] = true;
            FollowInterval(kept);
        }

        Reported?.Invoke();
    }

    /// <summary>Writes what devices said since the last time.</summary>
    public void Save()
    {
        lock (_changing)
        {
            if (_unsaved.IsEmpty) return;
            _store.Save([.. _unsaved.Keys.Select(number => _kept[number])]);
            _unsaved.Clear();
        }
    }

    // How long a silence is normal depends on what the device does, not on what it should do; nonsense must not make it endless.
    private void FollowInterval(KeptSettings kept)
    {
        if (kept.Reported?.IntervalS is { } seconds and >= Limits.MinInterval and <= Limits.MaxInterval) _devices.SetInterval(kept.Number, seconds);
    }
}
