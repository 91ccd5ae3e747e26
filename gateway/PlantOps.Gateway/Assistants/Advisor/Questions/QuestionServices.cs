using PlantOps.Gateway.Web;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>What answers questions about a plant, and looks at its pictures.</summary>
internal static class QuestionServices
{
    public static IServiceCollection AddQuestions(this IServiceCollection services)
    {
        services.AddJson(QuestionsJson.Default).AddExamples(QuestionExamples.All);
        services.AddSingleton<PlantQuestionTools>();
        services.AddSingleton<QuestionGate>();
        services.AddSingleton<PlantQuestions>();
        services.AddSingleton<PhotoLook>();
        return services;
    }
}
