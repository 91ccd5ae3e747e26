using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>Writes now and then, and at the end, what devices said that they are.</summary>
internal sealed class SettingsWriter(SettingsRegistry settings, TimeProvider time, ILogger<SettingsWriter> logger) : LazyWriter(time, logger)
{
    protected override void Write() => settings.Save();
}
