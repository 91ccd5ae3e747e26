using System.Text.Json;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>Changes what a device should be and tells it, whoever asks for that: the API, the command line or a page.</summary>
internal sealed class SettingsChanges(SettingsRegistry settings, DeviceOutbox outbox, AuditLog audit)
{
    /// <summary>Which fields are wrong, by their names on the wire; where none is, the change is on disk and the device is
    /// told.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public async Task<Dictionary<string, string[]>> Apply(Device device, SettingsChange change, Principal who)
    {
        var (desired, errors) = settings.Change(device, change);
        if (desired is null) return errors;
        audit.Note(who, "device.settings", device.Id,
            JsonSerializer.Serialize(change, DeviceSettingsJson.Default.SettingsChange));
        await outbox.Desire(device);
        return errors;
    }
}
