using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Budget;
using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Advisor.Wording;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Hosting.Settings;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Assistants.Advisor;

/// <summary>The model that words care plans and answers questions, where somebody set one up.</summary>
internal static class AdvisorServices
{
    public static IServiceCollection AddAdvisor(this IServiceCollection services)
    {
        services.AddJson(AdvisorJson.Default).AddExamples(AdvisorExamples.All);
        services.AddOptions<AdvisorOptions, AdvisorOptionsSetup>();
        services.AddSingleton<AdvisorSetup>();
        services.AddSingleton<IStoredSecrets>(provider => provider.GetRequiredService<AdvisorSetup>());
        foreach (var reach in ModelReach.All)
        {
            services.AddHttpClient(reach.ClientName, client => client.DefaultRequestHeaders.UserAgent.ParseAdd("PlantOps"))
                .ConfigurePrimaryHttpMessageHandler(reach.Handler)
                // They would log addresses.
                .RemoveAllLoggers();
        }

        services.AddSingleton<ModelChats>();
        services.AddSingleton<AdvisorBudget>();
        services.AddSingleton<AdvisorWatch>();
        services.AddSingleton<IHealthSource>(provider => provider.GetRequiredService<AdvisorWatch>());
        services.AddSingleton<AdvisorModel>();
        services.AddJson(UsageJson.Default).AddExamples(UsageExamples.All);
        services.AddSingleton<AdvisorTester>();
        services.AddSingleton<WordingStore>();
        services.AddSingleton<IPlantRecords>(provider => provider.GetRequiredService<WordingStore>());
        services.AddSingleton<AdvisedPlans>();
        services.AddSingleton<ICareWording>(provider => provider.GetRequiredService<AdvisedPlans>());
        services.AddSingleton<PlanWorder>();
        services.AddSupervised<UsagePruning>();
        services.AddSupervised<WordingService>();
        return services.AddQuestions();
    }

    public static void MapAdvisor(this IEndpointRouteBuilder routes)
    {
        routes.MapAdvisorApi();
        routes.MapUsageApi();
    }
}
