using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Trust;

/// <summary>
/// Tells devices which CA follows the one that they trust. Looks at all of them at the start, after a change of the CA
/// and whenever one has said what it is, so that it does not matter where a look was cut short.
/// </summary>
internal sealed class TrustRollout(
    ServerCertificates certificates, DeviceRegistry devices, SettingsRegistry settings, DeviceOutbox outbox,
    Supervisor supervisor, ILogger<TrustRollout> logger)
    : SignalledService(new WorkSignal(), Interval, supervisor, logger)
{
    // For what failed; everything else says so itself.
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Dictionary<int, Device> _waiting = [];

    public override string Component => "trust";

    protected override string Title => "Telling devices of the new CA";

    protected override Task Begin(CancellationToken stopping)
    {
        certificates.AuthorityRenewed += Signal.Wake;
        settings.Reported += Signal.Wake;
        return Task.CompletedTask;
    }

    // The next start looks again.
    protected override Task Finish(CancellationToken deadline)
    {
        certificates.AuthorityRenewed -= Signal.Wake;
        settings.Reported -= Signal.Wake;
        return Task.CompletedTask;
    }

    protected override async Task Run(CancellationToken stopping)
    {
        var authority = certificates.Authority;
        var changed = settings.Apply(devices.Active, kept => TrustRules.Next(kept, authority));
        foreach (var device in changed) _waiting[device.Number] = device;
        foreach (var device in _waiting.Values.ToList())
        {
            if (await Guard($"Telling {device.Id} of the new CA", _ => outbox.Desire(device))) _waiting.Remove(device.Number);
        }
    }
}
