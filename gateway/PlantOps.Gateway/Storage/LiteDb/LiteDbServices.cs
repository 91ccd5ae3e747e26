using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.LiteDb.Readings;
using PlantOps.Gateway.Storage.LiteDb.Rollups;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.LiteDb;

internal static class LiteDbServices
{
    /// <summary>Every store, in one file of the data directory. The file is opened, and locked, on first use.</summary>
    public static IServiceCollection AddLiteDbStores(this IServiceCollection services)
    {
        services.AddSingleton<UnreadableRecords>();
        services.AddSingleton<LiteDbFile>();
        services.AddSingleton<IStore, LiteDbStore>();
        services.AddSingleton<RollupCollections>();
        services.AddSingleton<LiteDbReadingStore>();
        services.AddSingleton<IReadingStore>(provider => provider.GetRequiredService<LiteDbReadingStore>());
        services.AddSingleton<ISetAsideStore, LiteDbSetAsideStore>();
        services.AddSingleton(provider => provider.GetRequiredService<LiteDbReadingStore>().Folder);
        services.AddSupervised<FoldingService>();
        services.AddSingleton<DayMover>();
        services.AddSingleton<IRollupStore, LiteDbRollupStore>();
        services.AddSingleton<IRetentionStore, LiteDbRetentionStore>();
        services.AddSingleton<IReadingRemoval, LiteDbReadingRemoval>();
        services.AddSingleton<IExpiredHistory, LiteDbExpiredHistory>();
        services.AddSingleton<IRegistryImageStore, LiteDbRegistryImageStore>();
        services.AddSingleton<IDeviceStore, LiteDbDeviceStore>();
        services.AddSingleton<IEnrolmentStore, LiteDbEnrolmentStore>();
        services.AddSingleton<IPresenceStore, LiteDbPresenceStore>();
        services.AddSingleton<IDeviceSettingsStore, LiteDbDeviceSettingsStore>();
        services.AddSingleton<ITokenStore, LiteDbTokenStore>();
        services.AddSingleton<IRecords, LiteDbRecords>();
        services.AddSingleton<IFleetStore, LoneFleet>();
        return services;
    }
}
