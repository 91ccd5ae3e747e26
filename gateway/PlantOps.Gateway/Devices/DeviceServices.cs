using PlantOps.Gateway.Devices.Calibration;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Life;
using PlantOps.Gateway.Devices.Logins;
using PlantOps.Gateway.Devices.Mapping;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Devices;

internal static class DeviceServices
{
    public static IServiceCollection AddDevices(this IServiceCollection services)
    {
        services.AddJson(DevicesJson.Default).AddExamples(DeviceExamples.All);
        services.AddSingleton<DeviceRegistry>();
        services.AddDeviceAuthentication();
        services.AddSingleton<DevicePresence>();
        services.AddSupervised<PresenceWriter>();
        services.AddFleetFact<DevicePresence>("connected_devices", presence => presence.ConnectedHere);
        services.AddSingleton<PresenceSharing>();
        services.AddSingleton<IFleetSource>(provider => provider.GetRequiredService<PresenceSharing>());
        services.AddFleetTopic<PresenceSharing>(
            PresenceSharing.Name, "Devices of other gateways", (sharing, message) => sharing.Hear(message));
        services.AddOptions<EnrolmentOptions, EnrolmentOptionsSetup>();
        services.AddSingleton<EnrolmentCodes>();
        services.AddSingleton<HardwareInUse>();
        services.AddSingleton<HardwareNotices>();
        services.AddSingleton<EnrolmentFailures>();
        services.AddSingleton<DeviceEnrolment>();
        services.AddSingleton<EnrolmentProgress>();
        services.AddSupervised<EnrolmentFollower>();
        services.AddSingleton<EnrolmentViews>();
        services.AddSingleton<Enrolments>();
        services.AddSingleton<RegistrationAnswer>();
        services.AddSingleton<DeviceViews>();
        services.AddSingleton<DeviceClocks>();
        services.AddSupervised<DeviceClockWriter>();
        services.AddSingleton<FieldMappings>();
        services.AddHostedService(provider => provider.GetRequiredService<FieldMappings>());
        services.AddSingleton<MqttLogins>();
        services.AddSingleton<DeviceLife>();
        services.AddSingleton<ShownLife>();
        services.AddSingleton<SettingsRegistry>();
        services.AddSupervised<SettingsWriter>();
        services.AddSingleton<SettingsChanges>();
        services.AddSingleton<Calibrations>();
        services.AddSupervised<CalibrationEnding>();
        services.AddSingleton<DeviceOutbox>();
        services.AddSingleton<SharedSettings>();
        services.AddShared<DeviceRegistry>("devices", "Reading of devices", devices => devices.Reload());
        services.AddShared<SharedSettings>("device_settings", "Reading of device settings", settings => settings.Reload());
        services.AddShared<FieldMappings>(RecordSet.FieldMappings.Name, "Reading of mappings", mappings => mappings.Reload());
        services.AddShared<MqttLogins>(RecordSet.MqttLogins.Name, "Reading of MQTT logins", logins => logins.Reload());
        services.AddSingleton<CertificatesViews>();
        services.AddSingleton<CommandAnswers>();
        services.AddSingleton<DeviceCommands>();
        services.AddSingleton<CommandRelay>();
        services.AddFleetTopic<CommandRelay>(
            CommandRelay.CommandName, "Commands by way of other gateways", (relay, message) => relay.HearCommand(message));
        services.AddFleetTopic<CommandRelay>(
            CommandRelay.OutcomeName, "Commands at other gateways", (relay, message) => relay.HearOutcome(message));
        services.AddFleetTopic<CommandRelay>(
            CommandRelay.AnswerName, "Answers by way of other gateways", (relay, message) => relay.HearAnswer(message));
        return services;
    }
}
