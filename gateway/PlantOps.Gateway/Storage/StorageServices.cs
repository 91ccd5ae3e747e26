using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Storage;

internal static class StorageServices
{
    /// <summary>Configuration key of the data directory.</summary>
    public static string DataDirectoryKey => DataDirectory.Setting.Key;

    /// <summary>
    /// The data directory and every store of the provider that is configured, which is decided here and nowhere else.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddJson(StorageJson.Default);
        services.AddOptions<StoreOptions, StoreOptionsSetup>();
        services.AddSingleton(
            provider => new StoreConnection(provider.GetRequiredService<IOptions<StoreOptions>>().Value.ConnectionString));
        services.AddSingleton(_ => new DataDirectory(DataDirectory.In(configuration)));
        services.TryAddSingleton<DirectoryLock>();
        services.AddOptions<DiskOptions, DiskOptionsSetup>();
        services.AddSingleton<DiskGuard>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<DiskGuard>());
        services.AddSingleton<IGatewayNotice>(provider => provider.GetRequiredService<DiskGuard>());
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton<StoreStatistics>();
        services.AddSingleton<RollupRebuild>();
        services.AddSingleton<StoreMove>();
        services.TryAddSingleton<MoveProgress>();
        services.AddSingleton<IHealthSource, DirectoryHealth>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<UnreadableRecords>());
        // With a provider that there is not, the start ends at the check of the settings.
        return (StoreOptionsSetup.ProviderIn(configuration) ?? StoreProvider.LiteDb).AddStores(services);
    }
}
