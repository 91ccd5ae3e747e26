using PlantOps.Gateway.Dashboard.Words;

namespace PlantOps.Gateway.Dashboard.Ask;

/// <summary>The part of a plant's page where it is asked about.</summary>
/// <param name="Words">The language.</param>
/// <param name="PlantId">Which plant.</param>
/// <param name="IsOn">Whether a model was set up.</param>
/// <param name="IsOwner">Whether whoever looks may set one up.</param>
public sealed record AskView(IWords Words, string PlantId, bool IsOn, bool IsOwner)
{
    /// <summary>Of a question, in characters.</summary>
    public static int MaxText => Assistants.Advisor.Questions.QuestionRequest.MaxText;

    /// <summary>What was asked, where it is to be asked again.</summary>
    public string? Text { get; init; }

    /// <summary>What is wrong with that.</summary>
    public string? Problem { get; init; }

    /// <summary>What was answered; <c>null</c> until it was.</summary>
    public AskAnswerView? Answer { get; init; }
}

/// <summary>An answer.</summary>
/// <param name="Words">The language.</param>
/// <param name="Question">To what.</param>
/// <param name="Paragraphs">Each in pieces.</param>
/// <param name="Note">Whose words it is.</param>
/// <param name="Earlier">What was asked and answered until now, with this one, for the next question; the oldest first.</param>
public sealed record AskAnswerView(
    IWords Words, string Question, IReadOnlyList<IReadOnlyList<AskPart>> Paragraphs, string Note, IReadOnlyList<AskTurn> Earlier)
{
    /// <summary>Whether it is no answer, but the rules' plan.</summary>
    public bool IsRules { get; init; }
}

/// <summary>A piece of an answer.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Path">Of a figure: where it can be looked up.</param>
/// <param name="Label">The same: what it is.</param>
public sealed record AskPart(string Text, string? Path, string? Label);

/// <param name="Text">A question.</param>
/// <param name="Answer">What was answered.</param>
public sealed record AskTurn(string Text, string Answer);
