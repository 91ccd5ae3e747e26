using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Passkeys;
using PlantOps.Gateway.Access.Sessions;
using PlantOps.Gateway.Access.Walls;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Storage.Postgres;

/// <summary>
/// Looks every few seconds what other gateways on the same database have done to tokens, sessions, passkeys, wall tablets, devices,
/// their settings and mappings, and the CA, so that what is revoked, released or changed anywhere is so everywhere within half a minute.
/// </summary>
internal sealed class OtherGateways(
    TokenRegistry tokens, SessionRegistry sessions, PasskeyRegistry passkeys, WallRegistry walls, DeviceRegistry devices, SharedSettings settings, FieldMappings mappings, MqttLogins logins,
    ServerCertificates certificates, Supervisor supervisor, ILogger<OtherGateways> logger)
    : PeriodicService(Interval, supervisor, logger)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    public override string Component => "other_gateways";

    protected override string Title => "Reading what other gateways change";

    protected override async Task Run(CancellationToken stopping)
    {
        Guard("Reading of tokens", tokens.Reload);
        Guard("Reading of sessions", sessions.Reload);
        Guard("Reading of passkeys", passkeys.Reload);
        Guard("Reading of wall tablets", walls.Reload);
        Guard("Reading of devices", devices.Reload);
        await Guard("Reading of device settings", _ => settings.Reload());
        Guard("Reading of mappings", mappings.Reload);
        Guard("Reading of MQTT logins", logins.Reload);
        Guard("Reading of the CA", certificates.Reload);
    }
}
