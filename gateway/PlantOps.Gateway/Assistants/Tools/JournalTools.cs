using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts;
using PlantOps.Gateway.Assistants.Answers;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Assistants.Tools;

/// <summary><c>plant_journal</c> and <c>plant_note</c>: what was done to a plant.</summary>
internal sealed class JournalTools(
    PlantFinder finder, PlantJournal journal, WateringNotes watering, OpenAlerts open, AuditLog audit, AnswerParts parts)
{
    /// <summary>Of a note that an assistant writes.</summary>
    private const int MaxText = JournalRequest.MaxText;

    public const int MaxEntries = 50;

    public static readonly string[] Kinds = [.. Enum.GetNames<JournalKind>().Select(name => name.ToLowerInvariant())];

    public ToolAnswer Read(ToolCall call)
    {
        var given = call.Arguments;
        var (text, after) = (given.Needed("plant"), given.Text("after"));
        var limit = (int)(given.Number("limit", 1, MaxEntries) ?? 10);
        if (given.Problem is { } problem) return problem;
        var (plant, refusal) = finder.Find(text);
        if (plant is null) return refusal!;
        var range = PlantJournal.Of(plant.Id) with { Backwards = true, Limit = limit + 1 };
        var entries = journal.Read(after is null ? range : range.Before($"{plant.Id}/{after}"));
        var items = entries.Take(limit).Select(entry => parts.Item(entry.Value));
        var (some, more) = ToolAnswer.Fit(items, AssistantsJson.Brief.JournalItem);
        var next = more || entries.Count > limit ? some[^1].Id : null;
        return ToolAnswer.Of(new JournalList { Entries = some, Next = next }, AssistantsJson.Brief.JournalList);
    }

    public ToolAnswer Note(ToolCall call)
    {
        var given = call.Arguments;
        var (text, kind) = (given.Needed("plant"), given.Choice("kind", Kinds));
        var request = new JournalRequest
        {
            Kind = kind is not null && Enum.TryParse<JournalKind>(kind, ignoreCase: true, out var known) ? known : null,
            Text = given.LongText("text", MaxText),
            AmountMl = (int?)given.Number("amount_ml", 1, JournalRequest.MaxAmountMl),
            At = given.Time("at"),
        };
        if (given.Problem is { } problem) return problem;
        if (request.Check(journal.Now) is { Count: > 0 } errors)
            return ToolAnswer.Refuse(string.Join(' ', errors.Select(field => $"{field.Key}: {string.Join(' ', field.Value)}")));
        var (plant, refusal) = finder.Find(text);
        if (plant is null) return refusal!;
        var who = call.Caller.Who;
        var before = Acknowledged(plant.Id);
        var entry = request.Kind == JournalKind.Watered
            ? watering.Note(plant.Id, request, who)
            : journal.Write(plant.Id, request, who.Name);
        audit.Note(who, "journal.add", $"{plant.Id}/{entry.Id}", entry.Kind.ToString().ToLowerInvariant());
        string[] answered = [.. Acknowledged(plant.Id).Except(before)];
        return ToolAnswer.Of(
            new NotedEntry(plant.Id, parts.Item(entry), answered.Length > 0 ? answered : null), AssistantsJson.Brief.NotedEntry);
    }

    private string[] Acknowledged(string plantId) =>
        [.. open.Of(plantId).Where(alert => alert.Value.AcknowledgedAt is not null).Select(alert => alert.Id)];
}
