using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Settings;

/// <summary>Writes now and then, and at the end, what devices said that they are.</summary>
internal sealed class SettingsWriter(SettingsRegistry settings, Supervisor supervisor, ILogger<SettingsWriter> logger)
    : LazyWriter(supervisor, logger)
{
    public override string Component => "reported_settings";

    protected override string Title => "Writing what devices say of themselves";

    protected override void Write() => settings.Save();
}
