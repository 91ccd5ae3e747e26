using Microsoft.Extensions.Options;
using PlantOps.Gateway.Storage.LiteDb;
using PlantOps.Gateway.Storage.Readings;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage;

internal static class StorageServices
{
    /// <summary>Configuration key of the data directory, and where it is unless configured.</summary>
    public const string DataDirectoryKey = "DataDirectory";

    public const string DefaultDataDirectory = "data";

    /// <summary>The data directory, the database file and the reading store on it. The file is opened, and locked, on first use.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<StoreOptions>, StoreOptionsSetup>();
        services.AddSingleton<IValidateOptions<StoreOptions>, StoreOptionsSetup>();
        services.AddOptions<StoreOptions>().ValidateOnStart();
        services.AddSingleton(provider => new DataDirectory(
            provider.GetRequiredService<IConfiguration>()[DataDirectoryKey] is { Length: > 0 } path ? path : DefaultDataDirectory));
        services.AddSingleton<LiteDbFile>();
        services.AddSingleton<LiteDbReadingStore>();
        services.AddSingleton<IReadingStore>(provider => provider.GetRequiredService<LiteDbReadingStore>());
        services.AddSingleton(provider => provider.GetRequiredService<LiteDbReadingStore>().Folder);
        services.AddSingleton<StorageMetrics>();
        services.AddHostedService<FoldingService>();
        return services;
    }
}
