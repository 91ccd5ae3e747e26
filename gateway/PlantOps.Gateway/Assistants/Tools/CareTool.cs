using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary><c>plant_care</c>: what a plant needs, and why.</summary>
internal sealed class CareTool(PlantFinder finder, KnownNeeds needs)
{
    public ToolAnswer Answer(ToolCall call)
    {
        var text = call.Arguments.Needed("plant");
        if (call.Arguments.Problem is { } problem) return problem;
        var (plant, refusal) = finder.Find(text);
        return plant is null ? refusal! : ToolAnswer.Of(PlanOf(plant), AssistantsJson.Brief.CareAnswer);
    }

    /// <summary>The one place that says where a plan comes from.</summary>
    private CareAnswer PlanOf(Plant plant) => needs.Of(plant);
}
