using Microsoft.Extensions.Options;
using PlantOps.Gateway.Devices.Commands;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Devices.Trust;
using PlantOps.Gateway.Storage.LiteDb;

namespace PlantOps.Gateway.Devices;

internal static class DeviceServices
{
    public static IServiceCollection AddDevices(this IServiceCollection services)
    {
        services.AddSingleton<IDeviceStore, LiteDbDeviceStore>();
        services.AddSingleton<DeviceRegistry>();
        services.AddSingleton<IPresenceStore, LiteDbPresenceStore>();
        services.AddSingleton<DevicePresence>();
        services.AddHostedService<PresenceWriter>();
        services.AddSingleton<IConfigureOptions<EnrolmentOptions>, EnrolmentOptionsSetup>();
        services.AddSingleton<IValidateOptions<EnrolmentOptions>, EnrolmentOptionsSetup>();
        services.AddOptions<EnrolmentOptions>().ValidateOnStart();
        services.AddSingleton<IEnrolmentStore, LiteDbEnrolmentStore>();
        services.AddSingleton<EnrolmentCodes>();
        services.AddSingleton<DeviceEnrolment>();
        services.AddSingleton<RegistrationAnswer>();
        services.AddSingleton<DeviceViews>();
        services.AddSingleton<IDeviceSettingsStore, LiteDbDeviceSettingsStore>();
        services.AddSingleton<SettingsRegistry>();
        services.AddHostedService<SettingsWriter>();
        services.AddSingleton<DeviceOutbox>();
        services.AddSingleton<CertificatesViews>();
        services.AddSingleton<CommandAnswers>();
        services.AddSingleton<DeviceCommands>();
        return services;
    }
}
