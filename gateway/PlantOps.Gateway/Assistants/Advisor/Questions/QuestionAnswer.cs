using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Assistants.Advisor.Questions;

/// <summary>An answer, before it is put into words and figures for whoever reads it.</summary>
/// <param name="Facts">What its figures are.</param>
/// <param name="Plan">What the rules say.</param>
/// <param name="Care">The language.</param>
/// <param name="Words">The same.</param>
internal sealed record QuestionAnswer(QuestionFacts Facts, CarePlan Plan, ICareWords Care, QuestionWords Words)
{
    public required QuestionSource Source { get; init; }

    /// <summary>What fixed sentences stand in it or beside it.</summary>
    public required QuestionTopic Topics { get; init; }

    /// <summary>A model's words; <see langword="null"/> where they are not its.</summary>
    public QuestionDraft? Draft { get; init; }

    public string? Model { get; init; }

    public long Tokens { get; init; }

    /// <summary>All of it in pieces, one paragraph after the other.</summary>
    /// <param name="value">How a value with its unit is shown; as the language has it by default.</param>
    public IReadOnlyList<IReadOnlyList<TextPart>> Paragraphs(Func<double, string, string>? value = null)
    {
        var paragraphs = new List<IReadOnlyList<TextPart>>();
        if (Draft is not null) paragraphs.Add(Draft.Text.Parts(Facts.Table, fact => Shown(fact, value)));
        if (Source == QuestionSource.Rules) paragraphs.AddRange(Rules(value).Select(Sentence));
        if (QuestionTopics.Sentences(Topics, Plan, Care, Words) is { Count: > 0 } fixedSentences)
            paragraphs.Add(Sentence(string.Join(' ', fixedSentences)));
        return paragraphs;
    }

    /// <summary>The facts whose figures are in it.</summary>
    public IEnumerable<CareFact> Used() => Draft is null
        ? []
        : Draft.Text.References.SelectMany(WithOf).Distinct().Select(reference => Facts.Table.Find(reference)!);

    private IEnumerable<string> WithOf(string reference) => (Facts.Of(reference) ?? []).SelectMany(WithOf).Prepend(reference);

    private string Shown(CareFact fact, Func<double, string, string>? value)
    {
        if (fact.Text is { } text) return $"“{text}”";
        return (value ?? Care.Value)(fact.Value ?? 0, fact.Unit ?? string.Empty).TrimEnd();
    }

    private IEnumerable<string> Rules(Func<double, string, string>? value)
    {
        var text = new CareText(Plan, Care, value);
        yield return Words.NoAnswer;
        var due = Plan.Items.Where(item => CarePlanner.IsDue(item, Plan.MadeAt)).ToList();
        if (due.Count == 0) yield return text.Summary;
        foreach (var item in due) yield return $"{text.Advice(item)} {text.Why(item)}".TrimEnd();
    }

    private static IReadOnlyList<TextPart> Sentence(string text) => [new TextPart(text, null)];
}
