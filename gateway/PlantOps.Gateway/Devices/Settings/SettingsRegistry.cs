using System.Collections.Concurrent;
using PlantOps.Contracts;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>What each device should be and what it is. A difference is a fact that anyone can see.</summary>
internal sealed class SettingsRegistry
{
    /// <summary>A change fails because another gateway's succeeded: as many as may change the same device at once.</summary>
    private const int MaxAttempts = 100;

    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<int, KeptSettings> _kept = new();
    private readonly ConcurrentDictionary<int, bool> _unsaved = new();
    private readonly IDeviceSettingsStore _store;
    private readonly DeviceRegistry _devices;
    private ReadMark? _mark;

    public SettingsRegistry(IDeviceSettingsStore store, DeviceRegistry devices)
    {
        (_store, _devices) = (store, devices);
        Reload();
    }

    /// <summary>A device has said what it is; the one who hears of it must not wait.</summary>
    public event Action? Reported;

    public IEnumerable<KeptSettings> All => _kept.Values;

    public KeptSettings Of(Device device) =>
        _kept.GetValueOrDefault(device.Number) ?? new KeptSettings(device.Number, null, null, 0);

    /// <summary>Changes what a device should be, on disk when it returns, or says which fields are wrong.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public (DesiredSettings? Desired, Dictionary<string, string[]> Errors) Change(Device device, SettingsChange change)
    {
        Dictionary<string, string[]> errors = [];
        DesiredSettings? Rule(KeptSettings kept)
        {
            var desired = SettingsMerge.Merge(kept.Desired, kept.Reported, change);
            errors = SettingsRules.Check(change, desired);
            return errors.Count == 0 ? desired : null;
        }

        return Apply([device], Rule).Count == 0 ? (null, errors) : (Of(device).Desired, errors);
    }

    /// <summary>
    /// Puts what a rule says in the place of what devices should be, on disk when it returns; the rule says
    /// <see langword="null"/> where nothing changes. Which devices it has changed.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public IReadOnlyList<Device> Apply(IEnumerable<Device> devices, Func<KeptSettings, DesiredSettings?> rule)
    {
        lock (_changing)
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                var changed = (
                    from device in devices
                    let kept = Of(device)
                    let desired = rule(kept)
                    where desired is not null
                    select (Device: device,
                        Change: new DesiredChange(kept with { Desired = desired }, kept.Desired?.Version))).ToList();
                if (changed.Count == 0) return [];
                if (_store.TryChange([.. changed.Select(one => one.Change)]))
                {
                    foreach (var (device, change) in changed) _kept[device.Number] = change.Settings;
                    return [.. changed.Select(one => one.Device)];
                }

                // Another gateway was faster: the rule looks at what it has made of the settings.
                Reload();
            }
        }

        throw new StoreUnavailableException(
            "Other gateways change these settings at the same time, again and again. Try it again.");
    }

    /// <summary>
    /// Takes over what the store holds now: what other gateways have changed, and what devices have told them. The numbers
    /// of the devices that should be something else than was known.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public IReadOnlyList<int> Reload()
    {
        var changed = new List<int>();
        lock (_changing)
        {
            var news = _store.Load(_mark);
            foreach (var stored in news.Items)
            {
                var known = _kept.GetValueOrDefault(stored.Number);
                var latest = known is null ? stored : Newer(known, stored);
                if (latest == known) continue;
                _kept[stored.Number] = latest;
                FollowInterval(latest);
                if (latest.Desired != known?.Desired) changed.Add(stored.Number);
            }

            _mark = news.Mark;
        }

        return changed;
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

    // What this gateway knows and has not written yet is newer than what the store has. A version without its CA is the same
    // version.
    private static KeptSettings Newer(KeptSettings known, KeptSettings stored)
    {
        var takesDesired = stored.Desired is { } desired
            && (desired.Version > (known.Desired?.Version ?? 0)
                || (desired.Version == known.Desired?.Version && desired.CaPem != known.Desired.CaPem));
        var takesReported = stored.ReportedAt > known.ReportedAt;
        if (!takesDesired && !takesReported) return known;
        return known with
        {
            Desired = takesDesired ? stored.Desired : known.Desired,
            Reported = takesReported ? stored.Reported : known.Reported,
            ReportedAt = takesReported ? stored.ReportedAt : known.ReportedAt,
        };
    }

    // How long a silence is normal depends on what the device does, not on what it should do; nonsense must not make it endless.
    private void FollowInterval(KeptSettings kept)
    {
        if (kept.Reported is not { IntervalS: { } seconds and >= Limits.MinInterval and <= Limits.MaxInterval } reported) return;
        var silent = reported is { Sleep: true, PublishS: { } publish and >= Limits.MinPublish and <= Limits.MaxPublish }
            ? publish
            : 0;
        _devices.SetInterval(kept.Number, seconds, silent);
    }
}

/// <summary>Writes now and then, and at the end, what devices said that they are.</summary>
internal sealed class SettingsWriter(SettingsRegistry settings, Supervisor supervisor, ILogger<SettingsWriter> logger)
    : LazyWriter(supervisor, logger)
{
    public override string Component => "reported_settings";

    protected override string Title => "Writing what devices say of themselves";

    protected override void Write() => settings.Save();
}
