using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>
/// Publishes what devices should be, retained, after each start: the broker keeps it in memory only. Before devices are
/// let in; what fails is tried again until each has been published.
/// </summary>
internal sealed class RetainedSettings(
    SettingsRegistry settings, DeviceRegistry devices, DeviceOutbox outbox,
    Supervisor supervisor, ILogger<RetainedSettings> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private List<Device>? _waiting;

    public override string Component => "retained_settings";

    protected override string Title => "Publishing of device settings";

    protected override Task Begin(CancellationToken stopping) => Run(stopping);

    protected override async Task Run(CancellationToken stopping)
    {
        _waiting ??= [.. devices.Active.Where(device => settings.Of(device).Desired is not null)];
        var failed = new List<Device>();
        foreach (var device in _waiting)
        {
            if (!await Guard($"Publishing of settings to {device.Id}", _ => outbox.Desire(device))) failed.Add(device);
        }

        _waiting = failed;
    }
}
