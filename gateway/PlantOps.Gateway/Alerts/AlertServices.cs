using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts.Replay;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;
using PlantOps.Gateway.Operations.Hosting;

namespace PlantOps.Gateway.Alerts;

internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<AlertOptions>, AlertOptionsSetup>();
        services.AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsSetup>();
        services.AddOptions<AlertOptions>().ValidateOnStart();
        services.AddSingleton<PlantRules>();
        services.AddSingleton<RuleViews>();
        services.AddSingleton<RuleChanges>();
        services.AddSingleton<AlertStore>();
        services.AddSingleton<OpenAlerts>();
        services.AddSingleton<AlertReplay>();
        services.AddSingleton<PlantReadings>();
        services.AddSingleton<AlertEvidence>();
        services.AddSingleton<AlertLedger>();
        services.AddSingleton<PlantStateStore>();
        services.AddSingleton<PlantStatusBoard>();
        services.AddSingleton<PlantNews>();
        services.AddSingleton<PlantJudgements>();
        services.AddSingleton<PlantRoster>();
        services.AddSingleton<WatchedDevices>();
        services.AddSingleton<PlantEvaluator>();
        services.AddSupervised<AlertService>();
        services.AddSupervised<AlertPruning>();
        return services;
    }

    public static void MapAlertRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapAlerts();
        routes.MapRules();
        routes.MapReplay();
    }
}
