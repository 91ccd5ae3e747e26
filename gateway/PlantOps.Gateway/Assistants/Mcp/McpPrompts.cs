using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace PlantOps.Gateway.Assistants.Mcp;

/// <summary>What people ask assistants often, in words that lead to few calls.</summary>
internal static class McpPrompts
{
    private const int MaxText = 500;

    private const string Round = "morning-round";
    private const string Sick = "why-does-it-look-sick";

    private static readonly Prompt[] All =
    [
        new() { Name = Round, Title = "Morning round", Description = "What the plants need today." },
        new()
        {
            Name = Sick,
            Title = "Why does it look sick?",
            Description = "Looks for what ails a plant.",
            Arguments =
            [
                new PromptArgument { Name = "plant", Description = "Id or name", Required = true },
                new PromptArgument { Name = "seen", Description = "What can be seen: yellow leaves, spots, …" },
            ],
        },
    ];

    public static ListPromptsResult List() => new() { Prompts = [.. All] };

    public static GetPromptResult Get(GetPromptRequestParams? request) => request?.Name switch
    {
        Round => Says(
            All[0],
            """
            Go through my plants. Call plants_list with state=attention, then plants_list with order=driest. For each plant that
            needs something today or tomorrow say what, why and since when, the most urgent first, in a line each. Then name
            plants of which nothing is known (state=unknown). Change nothing.
            """),
        Sick => Says(
            All[1],
            $"""
            My plant "{Argument(request, "plant", needed: true)}" does not look
            well{Seen(Argument(request, "seen", needed: false))}.
            Call plant_get, then plant_history of soil_moisture over 30 days, then plant_journal and species_get. Say which causes
            the figures speak for, which they rule out, and what is not known. State figures only as the tools answer them. Then
            say what to do first. Change nothing.
            """),
        _ => throw new McpProtocolException("There is no such prompt.", McpErrorCode.InvalidParams),
    };

    private static string Seen(string text) => text.Length == 0 ? string.Empty : $" ({text})";

    private static string Argument(GetPromptRequestParams request, string name, bool needed)
    {
        JsonElement value = default;
        var isThere = request.Arguments?.TryGetValue(name, out value) == true && value.ValueKind == JsonValueKind.String;
        var text = isThere ? value.GetString()! : string.Empty;
        var problem = text.Length > MaxText ? $"{name} is longer than {MaxText} characters."
            : needed && string.IsNullOrWhiteSpace(text) ? $"{name} is missing."
            : null;
        return problem is null ? text : throw new McpProtocolException(problem, McpErrorCode.InvalidParams);
    }

    private static GetPromptResult Says(Prompt prompt, string text) => new()
    {
        Description = prompt.Description,
        Messages =
        [
            new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = text.ReplaceLineEndings(" ") } },
        ],
    };
}
