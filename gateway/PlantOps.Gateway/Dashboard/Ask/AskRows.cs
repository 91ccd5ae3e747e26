using PlantOps.Gateway.Assistants.Advisor.Questions;
using PlantOps.Gateway.Assistants.Tools;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Dashboard.Care;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Ask;

/// <summary>Answers as whoever looks reads them: in their language and units, each figure a link to where it is from.</summary>
/// <param name="speech">How they read.</param>
/// <param name="plant">Which plant was asked about.</param>
internal sealed class AskRows(Speech speech, Plant plant)
{
    private readonly ICareWords _care = CareLanguages.Of(speech.Words.Language);

    public AskAnswerView View(QuestionRequest request, QuestionAnswer answer)
    {
        IReadOnlyList<IReadOnlyList<AskPart>> paragraphs =
            [.. answer.Paragraphs(Value).Select(parts => parts.Select(part => Part(part, answer.Facts)).ToList())];
        var text = string.Join('\n', paragraphs.Select(parts => string.Concat(parts.Select(part => part.Text))));
        var earlier = (request.Earlier ?? []).Select(one => new AskTurn(one.Text!, one.Answer!))
            .Append(new AskTurn(request.Text!, ToolAnswer.Cut(text, QuestionRequest.MaxAnswer)!));
        return new AskAnswerView(
            speech.Words, request.Text!, paragraphs, NoteOf(answer), [.. earlier.TakeLast(QuestionRequest.MaxEarlier)])
        {
            IsRules = answer.Source == QuestionSource.Rules,
        };
    }

    private string NoteOf(QuestionAnswer answer) => answer.Source switch
    {
        QuestionSource.Template => speech.Words.AskFixed,
        QuestionSource.Rules => speech.Words.AskByRules,
        _ => speech.Words.AskWordedBy(answer.Model ?? string.Empty),
    };

    private AskPart Part(TextPart part, QuestionFacts facts) => part.Fact is not { } fact
        ? new AskPart(part.Text, null, null)
        : new AskPart(part.Text, PathOf(fact), facts.LabelOf(fact.Ref));

    private string Value(double value, string unit) =>
        Speech.Tight(unit == "°C" ? speech.Alerts.Value(value, unit) : _care.Value(value, unit));

    private string PathOf(CareFact fact)
    {
        var of = fact.Name.LastIndexOf('_');
        return (fact.Kind, fact.Field) switch
        {
            (CareFactKind.Figure, "day" or "week" or "month" or "year") when of > 0 =>
                $"/plants/{plant.Id}?metric={fact.Name[..of]}&days={Days(fact.Field)}",
            (CareFactKind.Derived, _) when fact.Name == "due_latest" => $"/plants/{plant.Id}#care",
            _ => CareRows.PathOf(plant, fact),
        };
    }

    private static int Days(string period) => period switch
    {
        "day" => 1,
        "month" => 30,
        "year" => 365,
        _ => 7,
    };
}
