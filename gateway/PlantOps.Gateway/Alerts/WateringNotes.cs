using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Alerts.Rules;
using PlantOps.Gateway.Plants;
using PlantOps.Gateway.Plants.Journal;

namespace PlantOps.Gateway.Alerts;

/// <summary>
/// Somebody says that they have watered a plant: it is in its journal, and alerts of dry soil have somebody who looks after them.
/// How the plant is stays what was measured, until its soil shows the water.
/// </summary>
internal sealed class WateringNotes(
    PlantStore plants, PlantJournal journal, OpenAlerts open, AlertAnswers answers, AuditLog audit)
{
    /// <summary>How long it can be taken back with one tap, in milliseconds.</summary>
    public const long Undoable = 10 * 60 * 1000;

    /// <summary>How late it may be said, in milliseconds.</summary>
    private const long MaxLate = 30L * 24 * 60 * 60 * 1000;

    private const string TooDry = "soil_moisture.low";

    /// <param name="plantId">Which plant.</param>
    /// <param name="who">Who says it.</param>
    /// <param name="at">When it was, Unix milliseconds UTC, within the last month; now where it is not said.</param>
    /// <returns>
    /// The entry, which is the same when it is said again; <see langword="null"/> where there is no such plant.
    /// </returns>
    public JournalEntry? Note(string plantId, Principal who, long? at = null)
    {
        if (plants.Find(plantId) is null) return null;
        var now = Math.Clamp(at ?? journal.Now, journal.Now - MaxLate, journal.Now);
        if (at is not null && Find(plantId, now, who.Name) is { } known) return known;
        return Note(plantId, new JournalRequest { Kind = JournalKind.Watered, At = now }, who);
    }

    /// <summary>Notes a watering that was checked, of a plant that is there.</summary>
    public JournalEntry Note(string plantId, JournalRequest request, Principal who)
    {
        var entry = journal.Write(plantId, request, who.Name);
        foreach (var alert in OfDrySoil(plantId).Where(alert => alert.AcknowledgedAt is null && alert.Since <= entry.At))
        {
            answers.Acknowledge(alert.Id, who.Name, entry.At);
            audit.Note(who, "alert.acknowledge", alert.Id);
        }

        return entry;
    }

    /// <summary>As if it had not been said. Whether there was such an entry that can still be taken back.</summary>
    public bool Undo(string plantId, string entryId, Principal who)
    {
        if (Find(plantId, entryId) is not { } entry || !IsUndoable(entry, who.Name, journal.Now)) return false;
        if (!journal.Remove(plantId, entry.Id)) return false;
        audit.Note(who, "journal.remove", $"{plantId}/{entry.Id}");
        var acknowledged = OfDrySoil(plantId)
            .Where(alert => alert.AcknowledgedAt == entry.At && alert.AcknowledgedBy == entry.By);
        foreach (var alert in acknowledged)
        {
            answers.Withdraw(alert.Id);
        }

        return true;
    }

    /// <summary>When a plant was last said to be watered, of the last so many entries.</summary>
    public JournalEntry? Last(string plantId) => journal.Read(PlantJournal.Of(plantId) with { Backwards = true, Limit = 10 })
        .Select(entry => entry.Value).FirstOrDefault(entry => entry.Kind == JournalKind.Watered);

    public static bool IsUndoable(JournalEntry entry, string who, long now) =>
        entry.Kind == JournalKind.Watered && entry.By == who && now - entry.At is >= 0 and < Undoable;

    private JournalEntry? Find(string plantId, string entryId) =>
        journal.Read(PlantJournal.Of(plantId) with { Backwards = true, Limit = 50 })
            .Select(entry => entry.Value).FirstOrDefault(entry => entry.Id == entryId);

    // Who sent it may not have heard that it came.
    private JournalEntry? Find(string plantId, long at, string by) =>
        journal.Read(PlantJournal.Of(plantId) with { Backwards = true, Limit = 50 })
            .Select(entry => entry.Value)
            .FirstOrDefault(entry => entry.Kind == JournalKind.Watered && entry.At == at && entry.By == by);

    private List<Alert> OfDrySoil(string plantId) =>
        [.. open.Of(plantId).Select(alert => alert.Value).Where(alert => alert.Rule is { Id: TooDry, Kind: RuleKind.Low })];
}
