using PlantOps.Gateway.Hosting;
namespace PlantOps.Gateway.Devices.Settings;

/// <summary>Takes over what other gateways have changed of devices' settings, and tells the devices.</summary>
internal sealed class SharedSettings(SettingsRegistry settings, DeviceRegistry devices, DeviceOutbox outbox)
{
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public async Task Reload()
    {
        foreach (var number in settings.Reload())
        {
            if (devices.Find(number) is { RetiredAt: null } device) await outbox.Desire(device);
        }
    }
}
