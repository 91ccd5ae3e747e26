using System.Text;
using PlantOps.Gateway.Care.Planning;

namespace PlantOps.Gateway.Care.Words;

/// <summary>
/// Says a plan in a language. Figures come from its facts alone; how they look is for whoever reads it.
/// </summary>
/// <param name="plan">What is said.</param>
/// <param name="words">The language.</param>
/// <param name="value">How a value with its unit is shown; as the language has it by default.</param>
internal sealed class CareText(CarePlan plan, ICareWords words, Func<double, string, string>? value = null)
{
    private readonly Dictionary<string, CareFact> _facts = plan.Facts.ToDictionary(fact => fact.Name);

    /// <summary>What is most urgent, in a sentence.</summary>
    public string Summary => plan.Items.FirstOrDefault(item => CarePlanner.IsDue(item, plan.MadeAt)) is { } first
        ? Advice(first)
        : plan.Items.Count == 0 && plan.Unknown.Count > 0 ? words.TooLittleKnown : words.NothingDue;

    public string Away => words.Away(plan.Away.Advice);

    public string Advice(CareItem item) => Say(words.Advice(item.Id));

    /// <summary>Why, a sentence a reason.</summary>
    public string Why(CareItem item) => string.Join(' ', item.Reasons.Select(reason => Say(words.Reason(reason))));

    /// <summary>What it does to those who chew on it, and that nobody may eat it; fixed sentences.</summary>
    public IReadOnlyList<string> Safety =>
    [
        words.Toxicity("pets", Text(CareFactNames.Pets)),
        words.Toxicity("children", Text(CareFactNames.Children)),
        words.Edibility,
    ];

    public string Value(CareFact fact) => fact.Text is { } text
        ? words.Phrase(text)
        : (value ?? words.Value)(fact.Value!.Value, fact.Unit ?? string.Empty);

    private string Text(string name) => _facts.GetValueOrDefault(name)?.Text ?? "unknown";

    /// <summary>The first form whose facts are all known; the last has none.</summary>
    private string Say(string forms)
    {
        foreach (var form in forms.Split('|'))
        {
            if (TrySay(form) is { } said) return said;
        }

        return string.Empty;
    }

    private string? TrySay(string form)
    {
        var said = new StringBuilder();
        for (var at = 0; at < form.Length;)
        {
            var open = form.IndexOf('{', at);
            if (open < 0) return said.Append(form, at, form.Length - at).ToString();
            var close = form.IndexOf('}', open);
            if (!_facts.TryGetValue(form[(open + 1)..close], out var fact)) return null;
            said.Append(form, at, open - at).Append(Value(fact));
            at = close + 1;
        }

        return said.ToString();
    }
}
