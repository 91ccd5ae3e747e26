using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Broker.External;
using PlantOps.Gateway.Broker.External.Access;
using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Logging;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Notifications;
using PlantOps.Gateway.Plants.Species;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Updates;

namespace PlantOps.Gateway.App;

/// <summary>
/// Every setting there is: the command line, <c>--help</c> and docs/settings.md follow from here. Each is declared in the
/// options that have it. A key that is not here is refused wherever it is set.
/// </summary>
internal static class GatewaySettings
{
    public static readonly IReadOnlyList<Setting> All =
    [
        DataDirectory.Setting, .. EndpointOptions.Settings, BrokerMode.Setting, .. BrokerOptions.Settings,
        .. BrokerAccessOptions.Settings, .. StoreOptions.Settings, .. IngestOptions.Settings, .. DiskOptions.Settings,
        .. BackupOptions.Settings, .. UpdateOptions.Settings, .. CertificateOptions.Settings, .. ReverseProxyOptions.Settings,
        .. EnrolmentOptions.Settings, .. RetentionOptions.Settings, CrossFeatureSettings.TimeZone, .. AlertOptions.Settings,
        .. SeasonOptions.Settings, CrossFeatureSettings.PublicUrl, .. NotificationOptions.Settings,
        .. AdvisorOptions.Settings, .. SecretOptions.Settings, .. AuditOptions.Settings, .. LogOptions.Settings,
    ];

    /// <summary>The setting that a key sets, in any case; a list has its entries below it: <c>Certificates:Names:0</c>.</summary>
    public static Setting? Find(string key) => All.FirstOrDefault(setting =>
        key.Equals(setting.Key, StringComparison.OrdinalIgnoreCase) ||
        (setting.IsList && key.StartsWith(setting.Key + ":", StringComparison.OrdinalIgnoreCase)));
}
