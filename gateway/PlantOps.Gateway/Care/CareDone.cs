using Microsoft.AspNetCore.Http.HttpResults;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Care.Planning;
using PlantOps.Gateway.Care.Words;
using PlantOps.Gateway.Plants.Journal;
using PlantOps.Gateway.Web.Requests;

namespace PlantOps.Gateway.Care;

/// <summary>Somebody did what a plan says: it is in the plant's journal, and the plan is made anew.</summary>
internal sealed class CareDone(CarePlans plans, PlantJournal journal, WateringNotes watering)
{
    /// <summary>Who sends it again within this time has not heard that it came, in milliseconds.</summary>
    private const long Again = 10 * 60 * 1000;

    private const int LookedAt = 20;

    /// <returns>The entry, which is the same when it is said again; or why there is none.</returns>
    public (JournalEntry? Entry, ProblemHttpResult? Refusal) Note(
        string plantId, string itemId, CareDoneRequest request, Principal who, ICareWords words)
    {
        if (plans.Current(plantId) is not { } plan) return (null, CareApi.NoPlan(plantId));
        if (Just(plantId, itemId, who.Name) is { } known) return (known, null);
        if (plan.Items.FirstOrDefault(item => item.Id == itemId) is not { } found)
        {
            var todo = plan.Items.Where(item => item.CanBeDone).Select(item => item.Id).DefaultIfEmpty("nothing");
            var ids = string.Join(", ", todo);
            return (null, Missing.Of($"There is nothing '{itemId}' to do in the plan of '{plantId}'. There is: {ids}."));
        }

        if (!found.CanBeDone)
        {
            return (null, TypedResults.Problem(
                $"'{itemId}' is nothing to be done: it says what to leave alone.", statusCode: StatusCodes.Status409Conflict));
        }

        var written = request.ToJournal(found, new CareText(plan, words).Advice(found));
        var entry = written.Kind == JournalKind.Watered
            ? watering.Note(plantId, written, who)
            : journal.Write(plantId, written, who.Name);
        plans.Refresh(plantId);
        return (entry, null);
    }

    /// <summary>Whether there is a plan of that plant.</summary>
    public bool HasPlan(string plantId) => plans.Current(plantId) is not null;

    /// <summary>What a plan's item is in the journal.</summary>
    public static JournalKind KindOf(CareItem item) => item.Kind switch
    {
        CareKind.Water => JournalKind.Watered,
        CareKind.Feed => JournalKind.Fertilised,
        CareKind.Repot => JournalKind.Repotted,
        _ => JournalKind.Note,
    };

    private JournalEntry? Just(string plantId, string itemId, string who) =>
        journal.Read(PlantJournal.Of(plantId) with { Backwards = true, Limit = LookedAt }).Select(entry => entry.Value)
            .FirstOrDefault(entry => entry.Care == itemId && entry.By == who && journal.Now - entry.At is >= 0 and < Again);
}

/// <summary>More about what was done; all of it may be left out.</summary>
internal sealed class CareDoneRequest
{
    /// <summary>When, Unix milliseconds UTC; now by default.</summary>
    public long? At { get; init; }

    /// <summary>Up to 2000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>How much water, 1 to 100000 millilitres; of a watering.</summary>
    public int? AmountMl { get; init; }

    /// <summary>As the journal has it, with the advice itself where it has no kind of its own.</summary>
    public JournalRequest ToJournal(CareItem item, string advice)
    {
        var kind = CareDone.KindOf(item);
        return new JournalRequest
        {
            Kind = kind,
            At = At,
            Text = string.IsNullOrWhiteSpace(Text) ? kind == JournalKind.Note ? advice : null : Text,
            AmountMl = AmountMl,
            Care = item.Id,
        };
    }
}
