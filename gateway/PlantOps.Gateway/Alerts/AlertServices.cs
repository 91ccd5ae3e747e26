using Microsoft.Extensions.Options;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Alerts.Watching;

namespace PlantOps.Gateway.Alerts;

internal static class AlertServices
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<IConfigureOptions<AlertOptions>, AlertOptionsSetup>();
        services.AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsSetup>();
        services.AddOptions<AlertOptions>().ValidateOnStart();
        services.AddSingleton<PlantRules>();
        services.AddSingleton<AlertStore>();
        services.AddSingleton<AlertEvidence>();
        services.AddSingleton<AlertLedger>();
        services.AddSingleton<PlantStateStore>();
        services.AddSingleton<PlantStatusBoard>();
        services.AddSingleton<PlantJudgements>();
        services.AddSingleton<PlantRoster>();
        services.AddSingleton<WatchedDevices>();
        services.AddSingleton<PlantEvaluator>();
        services.AddHostedService<AlertService>();
        return services;
    }
}
