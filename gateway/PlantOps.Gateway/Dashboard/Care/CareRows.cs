using System.Globalization;
using PlantOps.Gateway.Care;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Dashboard.Words;
using PlantOps.Gateway.Plants;

namespace PlantOps.Gateway.Dashboard.Care;

/// <summary>Makes rows of care plans, as whoever looks reads them.</summary>
/// <param name="speech">Their language, temperatures and clock.</param>
/// <param name="zone">Where the plants are.</param>
/// <param name="now">Unix milliseconds UTC.</param>
/// <param name="mayCare">Whether they may say that something is done.</param>
/// <param name="wordings">Where words of a model are.</param>
internal sealed class CareRows(Speech speech, TimeZoneInfo zone, long now, bool mayCare, ICareWording wordings)
{
    private readonly ICareWords _care = CareLanguages.Of(speech.Words.Language);

    public CareView View(Plant plant, CarePlan plan)
    {
        var wording = wordings.Of(plan, _care.Language);
        var text = Text(plan, wording);
        var rows = text.Items.Select(item => (Item: item, Row: Row(plant, plan, item, text))).ToList();
        return new CareView(
            speech.Words,
            plant.Id,
            Linked(plant, text.SummaryParts),
            [.. rows.Where(one => !IsLater(one.Item)).Select(one => one.Row)],
            [.. rows.Where(one => IsLater(one.Item)).Select(one => one.Row)],
            plan.Away.Until is { } until ? $"{text.Away} ({Day(until)})" : text.Away,
            text.Safety,
            plan.Unknown.Count == 0 ? null : speech.Words.CareNotKnown(string.Join(", ", plan.Unknown.Select(_care.Fact))),
            plan.MadeAt)
        {
            Questions = text.Questions,
            WordedBy = wording is not null ? speech.Words.CareWordedBy(wording.Model) : NotWorded(plan),
            IsWorded = wording is not null,
        };
    }

    public CareRow Row(CareDue due) => Row(due.Plant, due.Plan, due.Item,
        Text(due.Plan, wordings.Of(due.Plan, _care.Language))) with
    {
        Plant = due.Plant.Name, Place = due.Plant.Place,
    };

    private bool IsLater(CareItem item) => item.Occasion == CareOccasion.SeasonTurn && item.From > now;

    private CareText Text(CarePlan plan, CareWording? wording) => new(plan, _care, Value, wording);

    /// <summary>Why a model that was set up did not word a plan.</summary>
    private string? NotWorded(CarePlan plan) =>
        wordings.StateOf(plan, _care.Language) is { State: not CareAdvisorState.Off } state ? state.Reason : null;

    /// <summary>Each figure leads to where it can be looked up.</summary>
    private List<CarePart> Linked(Plant plant, IEnumerable<TextPart> parts) =>
    [
        .. parts.Select(part => part.Fact is { } fact
            ? new CarePart(part.Text, PathOf(plant, fact), _care.Fact(fact.Name))
            : new CarePart(part.Text, null, null)),
    ];

    private string Value(double value, string unit) =>
        Speech.Tight(unit == "°C" ? speech.Alerts.Value(value, unit) : _care.Value(value, unit));

    private CareRow Row(Plant plant, CarePlan plan, CareItem item, CareText text) => new(
        speech.Words,
        plant.Id,
        item.Id,
        StateOf(item),
        When(item),
        text.Advice(item),
        Linked(plant, text.WhyParts(item)),
        [
            .. plan.Facts.Where(fact => item.Refs.Contains(fact.Ref))
                .Select(fact => new CareFactRow(_care.Fact(fact.Name), text.Value(fact), PathOf(plant, fact))),
        ],
        mayCare && item.CanBeDone)
    {
        Day = DateOf(item.To - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private string StateOf(CareItem item) =>
        !item.CanBeDone || item.From > now ? "unknown"
        : item.To <= now || item.Id is CareAdvice.Soak or CareAdvice.BringIn or CareAdvice.ProtectFromFrost ? "critical"
        : item.Kind == CareKind.Inspect || item.Id == CareAdvice.Feed ? "ok"
        : "warning";

    private string When(CareItem item)
    {
        var words = speech.Words;
        var (today, first, last) = (DateOf(now), DateOf(item.From), DateOf(item.To - 1));
        if (!item.CanBeDone) return first <= today ? words.CareUntil(last) : words.CareFrom(first);
        if (last < today) return words.CareDueSince(first);
        if (first > today) return first == last ? words.CareFrom(first) : words.CareBetween(first, last);
        return last == today ? words.CareToday : last == today.AddDays(1) ? words.CareUntilTomorrow : words.CareUntil(last);
    }

    private string Day(long time)
    {
        var (today, day) = (DateOf(now), DateOf(time));
        return day <= today ? speech.Words.CareToday : speech.Words.CareUntil(day);
    }

    private DateOnly DateOf(long time) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(time), zone).Date);

    /// <summary>Where a fact can be looked up.</summary>
    public static string PathOf(Plant plant, CareFact fact) => fact switch
    {
        { Kind: CareFactKind.Reading, Name: "coldest" } => $"/plants/{plant.Id}?metric=temperature&days=7",
        { Kind: CareFactKind.Reading } => $"/plants/{plant.Id}?metric={fact.Name}&days=7",
        { Kind: CareFactKind.Species } => $"/settings/species/{plant.Species}",
        { Kind: CareFactKind.Journal } => $"/plants/{plant.Id}#journal",
        { Rule: not null } => $"/plants/{plant.Id}/watch",
        _ => $"/plants/{plant.Id}#h-figures",
    };
}
