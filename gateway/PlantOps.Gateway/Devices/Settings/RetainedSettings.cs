namespace PlantOps.Gateway.Devices.Settings;

/// <summary>After the start: the broker keeps what is retained in memory only.</summary>
internal sealed class RetainedSettings(SettingsRegistry settings, DeviceRegistry devices, DeviceOutbox outbox) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var device in devices.Active)
        {
            if (settings.Of(device).Desired is not null) await outbox.Desire(device);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
