using LiteDB;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>What LiteDB does not notice by itself.</summary>
internal sealed partial class LiteDbFile
{
    /// <summary>A larger file is not looked through at the start: on an SD card that would take more than some seconds.</summary>
    private const long MaxCheckedBytes = 256 * 1024 * 1024;

    /// <summary>Every collection that a version of PlantOps made, without those of records.</summary>
    private static readonly string[] Collections =
    [
        "schema", "devices", "device_settings", "presence", "enrolments", "tokens", "token_uses", "chunks", "damaged_chunks",
        "buckets", "damaged_buckets", "identities", "set_aside", "unrolled_days", "rolled_hours", "rolled_quarter_hours",
        "set_aside_whole",
    ];

    private readonly Dictionary<string, List<BsonValue>> _lost = [];

    /// <summary>The keys of a collection's documents that no index leads to, as found at the start.</summary>
    public IReadOnlyList<BsonValue> Lost(string collection) => _lost.GetValueOrDefault(collection) ?? [];

    private void CheckIndexes(LiteDbSession session)
    {
        // What is still in the log makes the pages of the file no whole; on a full disk it stays there.
        var isWhole = session.LogEnd == 0 || Checkpoint(session);
        if (!isWhole || session.DataLength > MaxCheckedBytes) return;
        var findings = session.CheckIndexes();
        if (findings.LeadsInACircle)
        {
            // LiteDB would follow it for ever, and nobody else could read or write meanwhile.
            session.Dispose();
            throw new StoreUnavailableException(
                $"The database in '{_directory.Path}' is damaged: one of its indexes leads in a circle. It was left "
                    + $"as it is; restore a backup.");
        }

        foreach (var suspects in findings.Suspects.GroupBy(suspect => suspect.Collection, suspect => suspect.Id))
        {
            var walked = Read(engine => engine.Keys(suspects.Key)).ToHashSet();
            var lost = suspects.Where(id => !walked.Contains(id) || !IsFound(suspects.Key, id)).Order().ToList();
            if (lost.Count == 0) continue;
            _lost[suspects.Key] = lost;
            Unreadable.Report("indexes", suspects.Key, $"it does not lead to {lost.Count} of the documents that are there");
        }
    }

    /// <summary>
    /// A collection whose name is damaged is missing without a word; a newer version's is none of this one's business.
    /// </summary>
    public void CheckCollections()
    {
        var known = RecordSet.All.Append(RecordSet.Authority).Select(set => set.Name).Concat(Collections).ToHashSet();
        foreach (var name in Read(engine => engine.CollectionNames()).Where(name => !known.Contains(name)))
        {
            Unreadable.Report(
                "collections", name, "no such collection is known: its name is damaged, or a newer version made it");
        }
    }

    private bool IsFound(string collection, BsonValue id) =>
        this.Document(collection, id) is { } found && (found.Document is null || found.Document["_id"] == id);
}
