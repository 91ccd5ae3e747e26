using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Journal;

/// <summary>Where journals live. An entry is found by its plant, and there by its time.</summary>
internal sealed class PlantJournal(IRecords records, TimeProvider time)
{
    private readonly RecordStore<JournalEntry> _entries = new(records, RecordSet.PlantJournal, PlantRecordsJson.Default.JournalEntry);

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>All of a plant, in the order of time.</summary>
    public static RecordRange Of(string plantId) => RecordRange.Under($"{plantId}/");

    public IReadOnlyList<Versioned<JournalEntry>> Read(RecordRange range) => _entries.Read(range);

    public void Add(string plantId, JournalEntry entry) => records.TryCommit([_entries.Put($"{plantId}/{entry.Id}", entry, expected: 0)]);

    /// <summary>Whether there was such an entry.</summary>
    public bool Remove(string plantId, string id) =>
        _entries.Find($"{plantId}/{id}") is { } entry && records.TryCommit([_entries.Delete(entry.Id, entry.Version)]);

    /// <summary>When something was last done to a plant; <see langword="null"/> where it never was.</summary>
    public long? Last(string plantId, JournalKind kind) =>
        Read(Of(plantId)).LastOrDefault(entry => entry.Value.Kind == kind)?.Value.At;
}
