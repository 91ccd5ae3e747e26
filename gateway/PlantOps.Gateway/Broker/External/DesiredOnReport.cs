using System.Collections.Concurrent;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Broker.External;

/// <summary>
/// Tells a device anew what it should be where it says that it is something earlier. Somebody else's broker may have forgotten
/// what was retained: it had it in memory, or on another node.
/// </summary>
internal sealed class DesiredOnReport(
    SettingsRegistry settings, DeviceOutbox outbox, Supervisor supervisor, ILogger<DesiredOnReport> logger)
    : SignalledService(new WorkSignal(), Interval, supervisor, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

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

    protected override async Task Run(CancellationToken stopping)
    {
        foreach (var device in _behind.Values.ToList())
        {
            try
            {
                await outbox.Desire(device);
            }
            catch (BrokerAwayException)
            {
                // It says so again when it is back at the broker.
            }

            _behind.TryRemove(device.Id, out _);
        }
    }
}
