using System.Text;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Care.Words;

/// <summary>
/// Says a plan in a language. Figures come from its facts alone; how they look is for whoever reads it. What is to be done is
/// said by rules; why, and how the plant is, by a model where there is a wording.
/// </summary>
/// <param name="plan">What is said.</param>
/// <param name="words">The language.</param>
/// <param name="value">How a value with its unit is shown; as the language has it by default.</param>
/// <param name="wording">Words of a model, which were checked.</param>
internal sealed class CareText(
    CarePlan plan, ICareWords words, Func<double, string, string>? value = null, CareWording? wording = null)
{
    private readonly Dictionary<string, CareFact> _facts = plan.Facts.ToDictionary(fact => fact.Name);

    /// <summary>What is most urgent, in a sentence; behind it how the plant is, where a model says that.</summary>
    public string Summary => TextPart.Join(SummaryParts);

    /// <summary>The same with its figures apart.</summary>
    public IReadOnlyList<TextPart> SummaryParts => Parts(wording is null ? Urgent : $"{Urgent} {wording.Summary}");

    /// <summary>The plan's items in the order in which they are shown.</summary>
    public IEnumerable<CareItem> Items => wording is null
        ? plan.Items
        : wording.Items.Join(plan.Items, worded => worded.Id, item => item.Id, (_, item) => item);

    /// <summary>What a model would like to know.</summary>
    public IReadOnlyList<string> Questions => [.. (wording?.Questions ?? []).Select(asked => TextPart.Join(Parts(asked)))];

    public string Away => words.Away(plan.Away.Advice);

    /// <summary>What it does to those who chew on it, and that nobody may eat it; fixed sentences.</summary>
    public IReadOnlyList<string> Safety =>
    [
        words.Toxicity("pets", Text(CareFactNames.Pets)),
        words.Toxicity("children", Text(CareFactNames.Children)),
        words.Edibility,
    ];

    // Advices have no figures.
    private string Urgent => plan.Items.FirstOrDefault(item => CarePlanner.IsDue(item, plan.MadeAt)) is { } first
        ? Advice(first)
        : plan.Items.Count == 0 && plan.Unknown.Count > 0 ? words.TooLittleKnown : words.NothingDue;

    /// <summary>Whether a fact is said in the fixed sentences of <see cref="Safety"/> and nowhere else.</summary>
    public static bool IsSafety(CareFact fact) => fact.Name is CareFactNames.Pets or CareFactNames.Children;

    public string Advice(CareItem item) => TextPart.Join(Parts(Say(words.Advice(item.Id), _ => true)));

    /// <summary>Why, a sentence a reason.</summary>
    public string Why(CareItem item) => TextPart.Join(WhyParts(item));

    /// <summary>The same with its figures apart.</summary>
    public IReadOnlyList<TextPart> WhyParts(CareItem item) =>
        Parts(wording?.Items.FirstOrDefault(worded => worded.Id == item.Id)?.Why ?? ReasonTemplate(item, _ => true));

    /// <summary>Why, as the rules say it, with references in the place of figures.</summary>
    /// <param name="item">Of the plan.</param>
    /// <param name="canRefer">Whether a fact may be referred to; sentences that need another are said without it.</param>
    public string ReasonTemplate(CareItem item, Func<CareFact, bool> canRefer) =>
        string.Join(' ', item.Reasons.Select(reason => Say(words.Reason(reason), canRefer)).Where(said => said.Length > 0));

    public string Value(CareFact fact) => fact.Text is { } text
        ? words.Phrase(text)
        : (value ?? words.Value)(fact.Value!.Value, fact.Unit ?? string.Empty);

    private IReadOnlyList<TextPart> Parts(string template) => TextPart.Of(template, Find, Value);

    /// <summary>By its reference; plans of the first days have names there.</summary>
    private CareFact? Find(string reference) =>
        plan.Facts.FirstOrDefault(fact => fact.Ref == reference) ?? _facts.GetValueOrDefault(reference);

    private string Text(string name) => _facts.GetValueOrDefault(name)?.Text ?? "unknown";

    /// <summary>The first form whose facts are all known; the last has none.</summary>
    private string Say(string forms, Func<CareFact, bool> canRefer)
    {
        foreach (var form in forms.Split('|'))
        {
            if (TrySay(form, canRefer) is { } said) return said;
        }

        return string.Empty;
    }

    private string? TrySay(string form, Func<CareFact, bool> canRefer)
    {
        var said = new StringBuilder();
        for (var at = 0; at < form.Length;)
        {
            var open = form.IndexOf('{', at);
            if (open < 0) return said.Append(form, at, form.Length - at).ToString();
            var close = form.IndexOf('}', open);
            if (!_facts.TryGetValue(form[(open + 1)..close], out var fact) || !canRefer(fact)) return null;
            said.Append(form, at, open - at).Append('{').Append(fact.Ref.Length > 0 ? fact.Ref : fact.Name).Append('}');
            at = close + 1;
        }

        return said.ToString();
    }
}
