using System.Text.Json;
using Microsoft.Extensions.AI;
using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary>
/// Something that an assistant can ask of the gateway, declared once: for programs that speak MCP, and for whichever model is
/// asked here. What it takes and answers is stated as JSON Schema by hand: nothing is worked out of types at run time.
/// </summary>
internal sealed class AssistantTool : AIFunction
{
    private readonly Func<ToolCall, ToolAnswer> _answer;

    /// <param name="name">How assistants call it.</param>
    /// <param name="title">What people read.</param>
    /// <param name="description">For the assistant: what it answers, and when to use it.</param>
    /// <param name="input">What it takes, as JSON Schema.</param>
    /// <param name="output">What it answers, as JSON Schema.</param>
    /// <param name="answer">Does it.</param>
    public AssistantTool(
        string name, string title, string description, string input, string output, Func<ToolCall, ToolAnswer> answer)
    {
        (Name, Title, Description, _answer) = (name, title, description, answer);
        (JsonSchema, ReturnJsonSchema) = (Parsed(input), Parsed(output));
    }

    public override string Name { get; }

    public override string Description { get; }

    public override JsonElement JsonSchema { get; }

    public override JsonElement? ReturnJsonSchema { get; }

    public string Title { get; }

    /// <summary>The right that it needs: <see cref="AccessPolicies.Read"/> or <see cref="AccessPolicies.Care"/>.</summary>
    public string Right { get; init; } = AccessPolicies.Read;

    /// <summary>Whether it changes nothing.</summary>
    public bool IsReadOnly => Right == AccessPolicies.Read;

    /// <summary>Whether to do it again is to have done it once.</summary>
    public bool IsIdempotent { get; init; } = true;

    /// <summary>Does it for somebody who may; what it cannot do it says in its answer.</summary>
    public ToolAnswer Answer(ToolCaller caller, IEnumerable<KeyValuePair<string, object?>>? given)
    {
        if (!caller.May(this)) return ToolAnswer.Refuse($"Nobody may call {Name} with this token.");
        var arguments = new ToolArguments(JsonSchema, given);
        if (arguments.Unknown is { Count: > 0 } unknown)
        {
            var known = string.Join(", ", arguments.Known);
            return ToolAnswer.Refuse($"{Name} takes no {string.Join(", no ", unknown)}. It takes {known}.");
        }

        return _answer(new ToolCall(arguments, caller));
    }

    /// <summary>
    /// For a model that is asked here: <see cref="AIFunctionArguments.Context"/> holds the <see cref="ToolCaller"/>.
    /// </summary>
    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        // Nobody in particular may do nothing.
        var caller = arguments.Context?[typeof(ToolCaller)] as ToolCaller;
        object? answer = caller is null ? ToolAnswer.Refuse("Nobody asks.").Json : Answer(caller, arguments).Json;
        return ValueTask.FromResult<object?>(answer);
    }

    private static JsonElement Parsed(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        return document.RootElement.Clone();
    }
}

/// <summary>Who has an assistant call tools.</summary>
/// <param name="Who">In whose name.</param>
/// <param name="MayCare">Whether they may note what was done, and answer alerts.</param>
internal sealed record ToolCaller(Principal Who, bool MayCare)
{
    /// <summary>What somebody may not call is not shown to them.</summary>
    public bool May(AssistantTool tool) => tool.IsReadOnly || MayCare;
}

/// <param name="Arguments">What was given.</param>
/// <param name="Caller">Who calls.</param>
internal sealed record ToolCall(ToolArguments Arguments, ToolCaller Caller);
