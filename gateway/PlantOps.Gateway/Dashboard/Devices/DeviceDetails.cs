using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Mapping;

namespace PlantOps.Gateway.Dashboard.Devices;

/// <summary>What the page of a device is made of.</summary>
internal sealed record DeviceDetails(DeviceFacts Facts, DeviceView Shown, KeptSettings Settings)
{
    /// <summary>By its name on the wire.</summary>
    public required string SettingsState { get; init; }

    /// <summary>What it did not take, where that is how its settings are.</summary>
    public IReadOnlyList<RefusedSetting> Refused { get; init; } = [];

    /// <summary>The latest reading of each soil channel that has any.</summary>
    public IReadOnlyList<(int Channel, Reading Reading)> Latest { get; init; } = [];

    /// <summary>How its fields are read that are not the contract's.</summary>
    public FieldMapping Mapping { get; init; } = new();

    public bool CanBeTold { get; init; }

    public CommandOutcome? LastCommand { get; init; }

    /// <summary>Which of the gateway's CAs it trusts, by its name on the wire.</summary>
    public required string Trust { get; init; }
}

/// <summary>Puts together what the page of a device is made of.</summary>
internal sealed class DeviceDetailsReader(
    DeviceReader reader, DeviceViews views, SettingsRegistry settings, DeviceCommands commands, IReadingStore readings,
    ServerCertificates certificates, FieldMappings mappings)
{
    public DeviceDetails? Find(string id)
    {
        if (reader.Find(id) is not { } facts) return null;
        var device = facts.Device;
        var kept = settings.Of(device);
        var state = SettingsView.Of(kept).State;
        return new DeviceDetails(facts, views.Of(device), kept)
        {
            SettingsState = state,
            Refused = state == "refused" ? kept.Reported?.Refused ?? [] : [],
            Latest =
            [
                .. from stream in StreamId.AllOf(device.Number)
                   let latest = readings.Latest(stream)
                   where latest is not null
                   select (stream.SoilChannel, latest.Value),
            ],
            Mapping = mappings.Of(device),
            CanBeTold = commands.CanBeTold(device),
            LastCommand = commands.LastOf(device),
            Trust = CertificatesViews.NameOf(TrustRules.Of(kept.Reported, certificates.Authority)),
        };
    }
}
