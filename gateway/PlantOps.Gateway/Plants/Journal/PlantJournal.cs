using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Journal;

/// <summary>Where journals live. An entry is found by its plant, and there by its time.</summary>
internal sealed class PlantJournal(IRecords records, TimeProvider time)
{
    private readonly RecordStore<JournalEntry> _entries = new(
        records, RecordSet.PlantJournal, PlantRecordsJson.Default.JournalEntry);

    /// <summary>Something was noted of a plant; the one who hears of it must not wait.</summary>
    public event Action<string, JournalEntry>? Added;

    /// <summary>Unix milliseconds UTC.</summary>
    public long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>All of a plant, in the order of time.</summary>
    public static RecordRange Of(string plantId) => RecordRange.Under($"{plantId}/");

    public IReadOnlyList<Versioned<JournalEntry>> Read(RecordRange range) => _entries.Read(range);

    public void Add(string plantId, JournalEntry entry)
    {
        if (records.TryCommit([Put(plantId, entry)])) Added?.Invoke(plantId, entry);
    }

    /// <summary>A change that adds an entry, for the transaction of whoever writes many.</summary>
    public RecordChange Put(string plantId, JournalEntry entry) => _entries.Put($"{plantId}/{entry.Id}", entry, expected: 0);

    /// <summary>Notes what was checked.</summary>
    public JournalEntry Write(string plantId, JournalRequest request, string by)
    {
        var at = request.At ?? Now;
        var entry = new JournalEntry
        {
            Id = JournalEntry.NewId(at), Kind = request.Kind!.Value, At = at, Text = request.Text, AmountMl = request.AmountMl,
                By = by, Care = request.Care,
        };
        Add(plantId, entry);
        return entry;
    }

    /// <summary>Whether there was such an entry.</summary>
    public bool Remove(string plantId, string id) =>
        _entries.Find($"{plantId}/{id}") is { } entry && records.TryCommit([_entries.Delete(entry.Id, entry.Version)]);

    /// <summary>When something was last done to a plant; <see langword="null"/> where it never was.</summary>
    public long? Last(string plantId, JournalKind kind) =>
        Read(Of(plantId)).LastOrDefault(entry => entry.Value.Kind == kind)?.Value.At;
}
