using System.Collections.Concurrent;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External;

/// <summary>
/// Tells a device anew what it should be where it says that it is something earlier: somebody else's broker may have forgotten
/// what was retained, in memory or on another node. And where the broker was away when it was to be told.
/// </summary>
internal sealed class DesiredOnReport(
    SettingsRegistry settings, DeviceOutbox outbox, Supervisor supervisor, ILogger<DesiredOnReport> logger)
    : SignalledService(new WorkSignal(), Interval, supervisor, logger)
{
    // For when the broker was away.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Device> _behind = [];

    public override string Component => "desired_on_report";

    protected override string Title => "Telling devices their settings anew";

    /// <summary>A device has said what it is; does not wait.</summary>
    public void Reported(Device device)
    {
        var kept = settings.Of(device);
        if (kept.Desired is not { } desired || kept.Reported is not { } reported) return;
        if (reported.Version >= desired.Version || reported.RefusedVersion >= desired.Version) return;
        _behind[device.Id] = device;
        Signal.Wake();
    }

    protected override Task Begin(CancellationToken stopping)
    {
        outbox.Undelivered = device => _behind[device.Id] = device;
        return Task.CompletedTask;
    }

    protected override async Task Run(CancellationToken stopping)
    {
        foreach (var id in _behind.Keys.ToList())
        {
            if (!_behind.TryRemove(id, out var device)) continue;
            await outbox.Desire(device);
            if (_behind.ContainsKey(id)) return;
        }
    }
}
