using System.Text.Json;
using Microsoft.Extensions.AI;
using PlantOps.Gateway.Assistants.Advisor.Asking;
using PlantOps.Gateway.Assistants.Advisor.Checking;
using PlantOps.Gateway.Assistants.Advisor.Settings;
using PlantOps.Gateway.Assistants.Tools;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>
/// One talk with a model about one question: it may look things up for a few turns, its answer is checked, and where that does
/// not pass it is told once why.
/// </summary>
/// <param name="model">Which is asked.</param>
/// <param name="settings">Whose it is.</param>
/// <param name="plan">What its answer may not contradict.</param>
/// <param name="facts">What its answer may refer to.</param>
/// <param name="tools">What it may call.</param>
/// <param name="caller">In whose name.</param>
/// <param name="step">Is told what is done meanwhile.</param>
internal sealed class QuestionTalk(
    AdvisorModel model, AdvisorSettings settings, CarePlan plan, QuestionFacts facts, IReadOnlyList<AssistantTool> tools,
    ToolCaller caller, Action<string> step)
{
    /// <summary>How often it may call tools before it must answer.</summary>
    public const int MaxTurns = 4;

    /// <summary>Calls in all of these.</summary>
    public const int MaxCalls = 12;

    /// <summary>Of each of its messages, in tokens; those that think before they speak need most of them for that.</summary>
    private const int MaxOutput = 1500;

    private const int MaxFault = 1200;

    private int _calls;

    public string? Model { get; private set; }

    public long Tokens { get; private set; }

    /// <summary>Asks.</summary>
    /// <param name="said">Rules and case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An answer that passed the checks; <see langword="null"/> where none did.</returns>
    public async Task<QuestionDraft?> Ask(List<ChatMessage> said, CancellationToken cancellationToken)
    {
        var options = Options();
        var (isRepair, isSent) = (false, false);
        var progress = new AnswerProgress { Sending = Sending };
        for (var turns = 0; turns <= MaxTurns + 1; turns++)
        {
            var reply = await model.Ask(said, options, progress, cancellationToken);
            (Model, Tokens) = (reply.Model, Tokens + reply.Tokens);

            // What is empty no provider takes back.
            said.AddRange(reply.Response.Messages.Where(message => message.Contents.Any(
                content => content is FunctionCallContent or TextContent { Text.Length: > 0 })));
            FunctionCallContent[] calls = [.. reply.Response.Messages.SelectMany(message => message.Contents)
                .OfType<FunctionCallContent>()];
            if (calls.Length > 0)
            {
                // Who calls instead of answering when it must answer has given none; nor has who calls without end.
                if (turns >= MaxTurns || isRepair || calls.Length > 2 * MaxCalls) return null;
                said.Add(new ChatMessage(ChatRole.Tool, [.. calls.Select(call => Answer(call, turns == MaxTurns - 1))]));
                continue;
            }

            step(QuestionSteps.Checking);
            var (draft, fault) = QuestionDraft.Read(reply.Response.Text, facts.Table, plan);
            if (draft is not null || isRepair) return draft;
            step(QuestionSteps.Again);
            isRepair = true;
            said.Add(new ChatMessage(
                ChatRole.User, $"Your answer was thrown away: {ToolAnswer.Cut(fault, MaxFault)} Write it anew, by all rules."));
        }

        return null;

        // Until then it may turn out that there is no budget for it: nothing was done then.
        void Sending()
        {
            if (!isSent) step(QuestionSteps.Thinking);
            isSent = true;
        }
    }

    private FunctionResultContent Answer(FunctionCallContent call, bool isLast)
    {
        step(PlantQuestionTools.StepOf(call.Name, call.Arguments));
        var answer = ++_calls > MaxCalls
            ? ToolAnswer.Refuse("That are too many calls. Answer with what you know.")
            : tools.FirstOrDefault(tool => tool.Name == call.Name) is { } tool
                ? tool.Answer(caller, call.Arguments)
                : ToolAnswer.Refuse($"There is no tool {ToolAnswer.Cut(call.Name, 40)}.");
        object result = isLast ? $"{answer.Json.GetRawText()}\nThat was the last call: answer now." : answer.Json;
        return new FunctionResultContent(call.CallId, result);
    }

    // Servers at home take tools or a form, not both: llama.cpp refuses, and Ollama calls nothing then. They are told the form in
    // words; what they answer is checked all the same.
    private ChatOptions Options() => new()
    {
        MaxOutputTokens = MaxOutput,
        Tools = [.. tools],
        ResponseFormat = settings.Provider == AdvisorProvider.Compatible
            ? null
            : ChatResponseFormat.ForJsonSchema(QuestionPrompt.Schema, "answer"),
    };
}

/// <summary>An answer of a model that passed the checks.</summary>
/// <param name="Text">Its words.</param>
/// <param name="Topics">What it says that the question touches.</param>
internal sealed record QuestionDraft(ReferencedText Text, QuestionTopic Topics)
{
    /// <summary>Reads what a model said: JSON of the form, within a fence of code or not, or its words alone.</summary>
    public static (QuestionDraft? Draft, string? Fault) Read(string said, ReferenceTable facts, CarePlan plan)
    {
        said = Unfenced(said.Trim());
        var (answer, topics) = (said, QuestionTopic.None);
        if (said.StartsWith('{') && !said.StartsWith("{r", StringComparison.Ordinal))
        {
            try
            {
                using var json = JsonDocument.Parse(said);
                if (!json.RootElement.TryGetProperty("answer", out var text) || text.ValueKind != JsonValueKind.String)
                    return (null, "It has no text as answer.");
                answer = text.GetString()!;
                topics = TopicsOf(json.RootElement);
            }
            catch (JsonException)
            {
                return (null, "It is no JSON.");
            }
        }

        var (passed, fault) = ReferencedText.Check(answer, facts);
        fault ??= StateWords.Fault(passed!.Template, plan);
        return fault is not null ? (null, fault) : (new QuestionDraft(passed!, topics), null);
    }

    private static QuestionTopic TopicsOf(JsonElement said)
    {
        var topics = QuestionTopic.None;
        if (!said.TryGetProperty("topics", out var list) || list.ValueKind != JsonValueKind.Array) return topics;
        foreach (var one in list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String))
        {
            topics |= one.GetString() switch
            {
                "toxicity" => QuestionTopic.Toxicity,
                "doses" => QuestionTopic.Doses,
                "edibility" => QuestionTopic.Edibility,
                _ => QuestionTopic.None,
            };
        }

        return topics;
    }

    /// <summary>What stands within a fence of code; all of it where there is none.</summary>
    public static string Unfenced(string said)
    {
        if (!said.StartsWith("```", StringComparison.Ordinal) || !said.EndsWith("```", StringComparison.Ordinal)) return said;
        var first = said.IndexOf('\n');
        return first < 0 || said.Length - 3 <= first ? said : said[(first + 1)..^3].Trim();
    }
}
