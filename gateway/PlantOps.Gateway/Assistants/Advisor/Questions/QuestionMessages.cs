using System.Text.Json.Serialization;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>A question about a plant.</summary>
internal sealed class QuestionRequest
{
    /// <summary>Of a question, in characters.</summary>
    public const int MaxText = 1000;

    /// <summary>Of an answer that is sent back with the next question, in characters.</summary>
    public const int MaxAnswer = 4000;

    /// <summary>Questions before this one that it may refer to.</summary>
    public const int MaxEarlier = 3;

    public string? Text { get; init; }

    /// <summary>Of the answer: <c>en</c> or <c>de</c>; English by default.</summary>
    public string? Language { get; init; }

    /// <summary>
    /// What was asked and answered before on the same page, at most 3, the oldest first; it is kept nowhere else.
    /// </summary>
    public IReadOnlyList<EarlierQuestion>? Earlier { get; init; }

    /// <summary>What is wrong with it, by field.</summary>
    public Dictionary<string, string[]> Check()
    {
        var errors = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(Text)) errors["text"] = ["It is missing: what is to be answered."];
        else if (Text.Length > MaxText) errors["text"] = [$"It is longer than {MaxText} characters."];
        else if (!PrintableText.IsText(Text, MaxText)) errors["text"] = ["It has characters that cannot be seen."];
        if (QuestionWords.Check(Language) is { } wrong) errors["language"] = [wrong];
        if (Earlier is null) return errors;
        if (Earlier.Count > MaxEarlier) errors["earlier"] = [$"There are more than {MaxEarlier}."];
        else if (Earlier.Any(one => one is null || !IsFit(one.Text, MaxText) || !IsFit(one.Answer, MaxAnswer)))
        {
            errors["earlier"] =
                [$"Each needs a text of up to {MaxText} and an answer of up to {MaxAnswer} characters that can be seen."];
        }

        return errors;
    }

    private static bool IsFit(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && PrintableText.IsText(text, longest);
}

/// <summary>A question before this one, and what was answered.</summary>
internal sealed class EarlierQuestion
{
    public string? Text { get; init; }

    public string? Answer { get; init; }
}

/// <summary>What is done meanwhile; nothing of it is part of the answer. The event <c>delta</c>.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Text">The same for people.</param>
internal sealed record QuestionDelta(string Step, string Text);

/// <summary>Why there is no answer. The event <c>error</c>.</summary>
internal sealed class QuestionError
{
    /// <summary><c>advisor_budget</c>, <c>advisor_refused</c>, <c>advisor_unreachable</c> or <c>advisor_off</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The same for people.</summary>
    public required string Message { get; init; }

    /// <summary>When it may be asked again, Unix milliseconds UTC; <c>null</c> where nobody knows.</summary>
    public required long? OpensAt { get; init; }
}

/// <summary>What was answered. The event <c>answer</c>. Times are Unix milliseconds UTC.</summary>
internal sealed class QuestionAnswerView
{
    /// <summary>All of it, with its figures.</summary>
    public required string Text { get; init; }

    /// <summary>The same in pieces: words, and figures that say which fact they are.</summary>
    public required IReadOnlyList<QuestionPartView> Parts { get; init; }

    /// <summary>Where each figure can be looked up, by reference.</summary>
    public required IReadOnlyDictionary<string, CareFactView> Facts { get; init; }

    /// <summary>
    /// <c>advisor</c>: a model's words, checked. <c>template</c>: fixed sentences of poison, doses and eating, which are never a
    /// model's. <c>rules</c>: there was no answer that passed the checks, and this is the rules' plan.
    /// </summary>
    public required QuestionSource Source { get; init; }

    /// <summary>Of the texts: <c>en</c> or <c>de</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Which model was asked; <c>null</c> where none was.</summary>
    public required string? Model { get; init; }

    /// <summary>What that cost, in tokens.</summary>
    public required long Tokens { get; init; }
}

/// <param name="Text">As a reader sees it.</param>
/// <param name="Ref">Which fact it is the figure of; <c>null</c> where it is words.</param>
internal sealed record QuestionPartView(string Text, string? Ref);

/// <summary>Whose words an answer is.</summary>
[JsonConverter(typeof(Web.SnakeCaseEnum<QuestionSource>))]
internal enum QuestionSource
{
    /// <summary>A model's, checked.</summary>
    Advisor,

    /// <summary>Fixed sentences.</summary>
    Template,

    /// <summary>The rules' plan, where no answer passed the checks.</summary>
    Rules,
}
