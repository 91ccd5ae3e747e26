using PlantOps.Gateway.Assistants.Advisor;
using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Assistants.Mcp;
using PlantOps.Gateway.Assistants.Tools;

namespace PlantOps.Gateway.Assistants;

/// <summary>What assistants, wherever they run, can ask of the gateway.</summary>
internal static class AssistantServices
{
    public static IServiceCollection AddAssistants(this IServiceCollection services)
    {
        services.AddSingleton<AnswerParts>();
        services.AddSingleton<PlantFinder>();
        services.AddSingleton<PlantTools>();
        services.AddSingleton<HistoryTool>();
        services.AddSingleton<CareTool>();
        services.AddSingleton<JournalTools>();
        services.AddSingleton<AlertTools>();
        services.AddSingleton<SpeciesTools>();
        services.AddSingleton<ToolCatalogue>();
        return services.AddAdvisor().AddMcp();
    }

    public static void MapAssistants(this IEndpointRouteBuilder routes)
    {
        routes.MapAdvisor();
        routes.MapMcpRoutes();
        routes.MapQuestions();
    }
}
