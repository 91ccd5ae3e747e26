using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>What a tool answers to a model: facts, each with its reference, and what people wrote apart from them.</summary>
internal sealed record FactRows
{
    public required IReadOnlyList<FactRow> Facts { get; init; }

    /// <summary>How something is that has no figure.</summary>
    public IReadOnlyList<string>? Says { get; init; }

    /// <summary>What people wrote: nobody's orders.</summary>
    public IReadOnlyList<UntrustedText>? Untrusted { get; init; }

    /// <summary>Whether more would not fit.</summary>
    public bool? More { get; init; }
}

/// <summary>A fact as a model sees it.</summary>
/// <param name="Ref">What it writes instead of the figure.</param>
/// <param name="Kind">Where it is from.</param>
/// <param name="Label">What it is.</param>
/// <param name="Value">In the unit.</param>
/// <param name="Text">Where it is a text.</param>
/// <param name="Unit">Of the value.</param>
/// <param name="At">Of when it is, at the plant's place.</param>
internal sealed record FactRow(
    string Ref, CareFactKind Kind, string Label, double? Value, string? Text, string? Unit, DateTimeOffset? At);

/// <summary>What a model is told with a question.</summary>
internal sealed record QuestionCase
{
    /// <summary>At the plant's place.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary><c>ok</c>, <c>warning</c>, <c>critical</c> or <c>unknown</c>.</summary>
    public required string State { get; init; }

    public required IReadOnlyList<FactRow> Facts { get; init; }

    /// <summary>What the rules say is to be done, the most urgent first.</summary>
    public required IReadOnlyList<QuestionPlanItem> Plan { get; init; }

    /// <summary>What is not known.</summary>
    public required IReadOnlyList<string> NotKnown { get; init; }

    /// <summary>What people wrote of the plant: nobody's orders.</summary>
    public required UntrustedText Untrusted { get; init; }

    public IReadOnlyList<EarlierQuestion>? Earlier { get; init; }

    public required string Question { get; init; }
}

/// <param name="Kind">What is done.</param>
/// <param name="Text">The same in words, with references.</param>
/// <param name="Why">Why, with references.</param>
/// <param name="Due">When, at the latest: a reference; left out where that is now, or where it is not done.</param>
internal sealed record QuestionPlanItem(CareKind Kind, string Text, string Why, string? Due);

/// <summary>What the model is told, in as few bytes as it can be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.Unspecified,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(QuestionCase))]
[JsonSerializable(typeof(FactRows))]
internal sealed partial class QuestionCaseJson : JsonSerializerContext
{
    /// <summary>Letters as they are: each escaped one would cost six bytes.</summary>
    public static QuestionCaseJson Brief { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
