using PlantOps.Gateway.Alerts.Replay;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Fleet;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Alerts;

internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddJson(AlertsJson.Default).AddExamples(AlertExamples.All);
        services.AddOptions<AlertOptions, AlertOptionsSetup>();
        services.AddSingleton<IPlantRecords, PlantAlertRecords>();
        services.AddSingleton<FiguresReader>();
        services.AddSingleton<DryForecasts>();
        services.AddSingleton<PlantRules>();
        services.AddSingleton<RuleViews>();
        services.AddSingleton<RuleChanges>();
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertAnswers>();
        services.AddSingleton<OpenAlerts>();
        services.AddSingleton<WateringNotes>();
        services.AddSingleton<AlertReplay>();
        services.AddSingleton<PlantReadings>();
        services.AddSingleton<AlertEvidence>();
        services.AddSingleton<AlertRecorder>();
        services.AddSingleton<PlantStateStore>();
        services.AddSingleton<PlantEventPublisher>();
        services.AddSingleton<EvaluationCommitter>();
        services.AddSingleton<WatchedPlants>();
        services.AddSingleton<WatchedDevices>();
        services.AddSingleton<PlantEvaluator>();
        services.AddSingleton<SharedPlantStates>();
        services.AddSingleton<IFleetSource>(provider => provider.GetRequiredService<SharedPlantStates>());
        services.AddFleetTopic<SharedPlantStates>(
            SharedPlantStates.Name, "Plants of other gateways", (states, message) => states.Hear(message));
        services.AddSingleton<ForeignArrivals>();
        services.AddSingleton<IFleetSource>(provider => provider.GetRequiredService<ForeignArrivals>());
        services.AddFleetTopic<ForeignArrivals>(
            ForeignArrivals.Name, "Readings that came by other gateways", (arrivals, message) => arrivals.Hear(message));
        services.AddFleetFact<PlantEvaluator>("plants", evaluator => evaluator.Plants);
        services.AddSupervised<AlertService>();
        services.AddSupervised<AlertPruning>();
        services.AddSupervised<DryForecasting>();
        return services;
    }

    public static void MapAlertRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapAlerts();
        routes.MapRules();
        routes.MapReplay();
        routes.MapFigures();
    }
}
