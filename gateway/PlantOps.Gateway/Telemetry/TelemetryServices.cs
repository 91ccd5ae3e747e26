using Microsoft.Extensions.Options;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Telemetry.Inputs;
using PlantOps.Gateway.Telemetry.Rollups;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Telemetry;

internal static class TelemetryServices
{
    public static IServiceCollection AddTelemetry(this IServiceCollection services)
    {
        services.AddJson(TelemetryJson.Default).AddExamples(TelemetryExamples.All);
        services.AddOptions<IngestOptions, IngestOptionsSetup>();
        services.AddSingleton(provider => new IngestQueue(
            provider.GetRequiredService<TimeProvider>(),
            TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<IngestOptions>>().Value.GatherSeconds)));
        services.AddFleetFact<IngestQueue>("waiting_bytes", queue => queue.WaitingBytes);
        services.AddSingleton<IngestStatus>();
        services.AddSingleton<TelemetryMetrics>();
        services.AddSingleton<SetAsideBudget>();
        services.AddSingleton<DeviceInputs>();
        services.AddSingleton<GroupWriter>();
        services.AddSingleton<ArrivedReadings>();
        services.AddSingleton<LatestReadings>();
        services.AddSingleton<TelemetryReader>();
        services.AddSingleton<RollupReader>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<IngestStatus>());
        services.AddHostedService<IngestWriter>();
        return services;
    }
}
