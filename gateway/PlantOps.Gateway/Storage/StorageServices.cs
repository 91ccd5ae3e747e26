using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PlantOps.Gateway.Operations.Health;
using PlantOps.Gateway.Operations.Hosting.Settings;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Storage.Postgres;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Storage;

internal static class StorageServices
{
    /// <summary>Configuration key of the data directory.</summary>
    public static string DataDirectoryKey => GatewaySettings.DataDirectory.Key;

    /// <summary>The data directory and every store of the provider that is configured, which is decided here and nowhere else.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IConfigureOptions<StoreOptions>, StoreOptionsSetup>();
        services.AddSingleton<IValidateOptions<StoreOptions>, StoreOptionsSetup>();
        services.AddOptions<StoreOptions>().ValidateOnStart();
        services.AddSingleton(_ => new DataDirectory(DirectoryIn(configuration)));
        services.TryAddSingleton<DirectoryLock>();
        services.AddSingleton<StorageMetrics>();
        services.AddSingleton<StoreStatistics>();
        services.AddSingleton<StoreMove>();
        services.TryAddSingleton<MoveProgress>();
        services.AddSingleton<IHealthSource, DirectoryHealth>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<UnreadableRecords>());
        return services.AddStores(StoreOptionsSetup.ProviderIn(configuration));
    }

    public static string DirectoryIn(IConfiguration configuration) =>
        configuration[DataDirectoryKey] is { Length: > 0 } path ? path : GatewaySettings.DataDirectory.Default;

    /// <summary>Every store of a provider.</summary>
    public static IServiceCollection AddStores(this IServiceCollection services, StoreProvider provider) =>
        provider == StoreProvider.PostgreSql ? services.AddPostgresStores() : services.AddLiteDbStores();
}
