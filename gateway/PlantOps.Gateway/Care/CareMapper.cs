using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;

namespace PlantOps.Gateway.Care;

/// <summary>Plans as the API shows them, in a language.</summary>
internal static class CareMapper
{
    private const string Rules = "rules";
    private const string Advisor = "advisor";

    /// <param name="plan">What is shown.</param>
    /// <param name="words">The language.</param>
    /// <param name="wordings">Where words of a model are.</param>
    public static CarePlanView View(CarePlan plan, ICareWords words, ICareWording wordings)
    {
        var wording = wordings.Of(plan, words.Language);
        var text = new CareText(plan, words, wording: wording);
        return new CarePlanView
        {
            PlantId = plan.PlantId,
            Version = plan.Version,
            Source = wording is null ? Rules : Advisor,
            MadeAt = plan.MadeAt,
            ValidUntil = plan.ValidUntil,
            Language = words.Language,
            Summary = text.Summary,
            Items = [.. text.Items.Select(item => View(item, text))],
            Away = new CareAwayView { Advice = plan.Away.Advice, Until = plan.Away.Until, Text = text.Away,
            Refs = plan.Away.Refs },
            Safety = text.Safety,
            Unknown = plan.Unknown,
            Facts = plan.Facts.ToDictionary(fact => fact.Ref, fact => View(fact, words.Fact(fact.Name))),
            Questions = text.Questions,
            Model = wording?.Model,
            Tokens = wording?.Tokens,
            Advisor = wordings.StateOf(plan, words.Language),
        };
    }

    public static CareDueView View(CareDue due, ICareWords words, ICareWording wordings) => new()
    {
        PlantId = due.Plant.Id,
        PlantName = due.Plant.Name,
        Place = due.Plant.Place,
        Item = View(due.Item, new CareText(due.Plan, words, wording: wordings.Of(due.Plan, words.Language))),
    };

    private static CareItemView View(CareItem item, CareText text) => new()
    {
        Id = item.Id,
        Kind = item.Kind,
        From = item.From,
        To = item.To,
        Occasion = item.Occasion,
        CanBeDone = item.CanBeDone,
        Text = text.Advice(item),
        Why = text.Why(item),
        Refs = item.Refs,
    };

    /// <param name="fact">What is shown.</param>
    /// <param name="label">What it is called, in a language.</param>
    /// <param name="of">Of which facts it was worked out.</param>
    public static CareFactView View(CareFact fact, string label, IReadOnlyList<string>? of = null) => new()
    {
        Kind = fact.Kind,
        Name = fact.Name,
        Label = label,
        Value = fact.Value,
        Text = fact.Text,
        Unit = fact.Unit,
        At = fact.At,
        Device = fact.Device,
        Boot = fact.Boot,
        Seq = fact.Seq,
        Field = fact.Field,
        Entry = fact.Entry,
        Rule = fact.Rule,
        Of = of,
    };
}
