using PlantOps.Gateway.Access;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Devices.Enrolment;
using PlantOps.Gateway.Devices.Presence;
using PlantOps.Gateway.Devices.Settings;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Storage.Postgres.Readings;
using PlantOps.Gateway.Storage.Postgres.Rollups;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Telemetry.Retention;
using PlantOps.Gateway.Telemetry.Rollups;

namespace PlantOps.Gateway.Storage.Postgres;

internal static class PostgresServices
{
    /// <summary>Every store, in one database of a server.</summary>
    public static IServiceCollection AddPostgresStores(this IServiceCollection services)
    {
        services.AddSingleton<UnreadableRecords>();
        services.AddSingleton<PostgresDatabase>();
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<PostgresDatabase>());
        services.AddSupervised<PostgresHealth>();
        services.AddSingleton<IReadingStore, PostgresReadingStore>();
        services.AddSingleton<ISetAsideStore, PostgresSetAsideStore>();
        services.AddSingleton<IRollupStore, PostgresRollupStore>();
        services.AddSingleton<IRetentionStore, PostgresRetentionStore>();
        services.AddSingleton<IReadingRemoval, PostgresReadingRemoval>();
        services.AddSingleton<IExpiredHistory, PostgresExpiredHistory>();
        services.AddSingleton<IRegistryImageStore, PostgresRegistryImageStore>();
        services.AddSingleton<IDeviceStore, PostgresDeviceStore>();
        services.AddSingleton<IEnrolmentStore, PostgresEnrolmentStore>();
        services.AddSingleton<IPresenceStore, PostgresPresenceStore>();
        services.AddSingleton<IDeviceSettingsStore, PostgresDeviceSettingsStore>();
        services.AddSingleton<ITokenStore, PostgresTokenStore>();
        services.AddSingleton<IRecords, PostgresRecords>();
        services.AddSingleton<IFleetStore, PostgresFleetStore>();
        services.AddSingleton<IFleetWire, PostgresFleetWire>();
        services.AddSupervised<FleetService>();
        services.AddSupervised<FleetCourier>();
        services.AddSupervised<FleetListener>();
        services.AddSupervised<OtherGateways>();
        services.AddSupervised<ChangePruning>();
        return services;
    }
}
