using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Settings;

namespace PlantOps.Gateway.Assistants.Advisor;

/// <summary>The model that words care plans and answers questions, where somebody set one up.</summary>
internal static class AdvisorServices
{
    public static IServiceCollection AddAdvisor(this IServiceCollection services)
    {
        services.AddSingleton<AdvisorSetup>();
        services.AddSingleton<ModelChats>();
        services.AddSingleton<AdvisorModel>();
        return services;
    }
}
