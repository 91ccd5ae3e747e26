using Microsoft.Extensions.DependencyInjection.Extensions;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Backup;

internal static class BackupServices
{
    /// <summary>Backups of everything, each tried.</summary>
    public static IServiceCollection AddBackups(this IServiceCollection services)
    {
        services.AddJson(BackupJson.Default);
        services.AddOptions<BackupOptions, BackupOptionsSetup>();
        services.TryAddSingleton<BackupSteps>();
        services.AddSingleton<BackupMaker>();
        services.AddSingleton<BackupRunner>();
        services.AddSingleton<BackupMetrics>();
        services.AddSupervised<BackupService>();
        services.AddSingleton<IGatewayNotice>(provider => provider.GetRequiredService<BackupService>());
        return services;
    }
}
