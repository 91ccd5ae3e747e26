using System.Globalization;
using System.Security.Cryptography;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Access.Audit;

/// <summary>
/// Says who changed what. A change of records takes its <see cref="Entry"/> into its own transaction; any other is
/// followed by a <see cref="Note"/>.
/// </summary>
internal sealed partial class AuditLog(IRecords records, TimeProvider time, ILogger<AuditLog> logger)
{
    /// <summary>Longer details are cut: what was changed can be looked at.</summary>
    private const int MaxDetails = 1000;

    /// <summary>Entries that one transaction takes away, and that a search reads at a time.</summary>
    private const int PrunedAtOnce = 500;

    /// <summary>Entries that one search looks at.</summary>
    public const int MaxSearched = 5000;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    private readonly RecordStore<AuditEntry> _entries = new(records, RecordSet.Audit, AccessJson.Default.AuditEntry);
    private int _number;

    /// <summary>A change that adds an entry, for the transaction that makes what it tells of.</summary>
    public RecordChange Entry(Principal who, string what, string? target = null, string? details = null)
    {
        var entry = New(who, what, target, details);
        return _entries.Put(entry.Id, entry, expected: 0);
    }

    /// <summary>
    /// Adds an entry for something that has been done. Where it cannot be kept, the gateway's log has it: the change stands.
    /// </summary>
    public void Note(Principal who, string what, string? target = null, string? details = null)
    {
        var entry = New(who, what, target, details);
        try
        {
            records.TryCommit([_entries.Put(entry.Id, entry, expected: 0)]);
        }
        catch (StoreUnavailableException exception)
        {
            Log.NotKept(logger, who.Name, what, target, exception.Message);
        }
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">The id of an entry; those before it are read. <see langword="null"/> for the newest.</param>
    /// <param name="limit">Most entries.</param>
    public IReadOnlyList<AuditEntry> Read(string? before, int limit)
    {
        var range = RecordRange.All with { Backwards = true, Limit = limit };
        return [.. _entries.Read(before is null ? range : range.Before(before)).Select(kept => kept.Value)];
    }

    /// <summary>
    /// Those that somebody wants to know of, the newest first, and the entry behind which to go on; <see langword="null"/>
    /// where there are no older ones. At most <see cref="MaxSearched"/> are looked at: it may have found fewer, and still go on.
    /// </summary>
    /// <param name="before">The id of an entry; those before it are searched. <see langword="null"/> for the newest.</param>
    /// <param name="limit">Most entries.</param>
    /// <param name="matches">Which.</param>
    public (IReadOnlyList<AuditEntry> Found, string? Next) Search(string? before, int limit, Func<AuditEntry, bool> matches)
    {
        var found = new List<AuditEntry>();
        for (var searched = 0; searched < MaxSearched; searched += PrunedAtOnce)
        {
            var some = Read(before, PrunedAtOnce);
            foreach (var entry in some)
            {
                if (found.Count == limit) return (found, before);
                before = entry.Id;
                if (matches(entry)) found.Add(entry);
            }

            if (some.Count < PrunedAtOnce) return (found, null);
        }

        return (found, before);
    }

    /// <summary>Takes entries away that are older, in Unix milliseconds UTC; how many.</summary>
    public int Prune(long before)
    {
        var older = RecordRange.All.Before(TimeOf(before)) with { Limit = PrunedAtOnce };
        for (var pruned = 0; ;)
        {
            var gone = _entries.Read(older);
            if (gone.Count == 0) return pruned;
            records.TryCommit([.. gone.Select(entry => _entries.Delete(entry.Id))]);
            pruned += gone.Count;
        }
    }

    private AuditEntry New(Principal who, string what, string? target, string? details)
    {
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();

        // The number keeps the order within a millisecond, chance keeps several gateways apart.
        var number = (uint)Interlocked.Increment(ref _number) % 1_000_000;
        return new AuditEntry
        {
            Id = string.Create(
                CultureInfo.InvariantCulture, $"{TimeOf(at)}.{number:D6}{RandomNumberGenerator.GetString(Alphabet, 4)}"),
            At = at,
            Who = who.Name,
            TokenId = who.Id,
            What = what,
            Target = target,
            Details = details is { Length: > MaxDetails } ? details[..MaxDetails] : details,
        };
    }

    private static string TimeOf(long unixMs) => unixMs.ToString("D14", CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1003, Level = LogLevel.Error, Message = "Not in the audit log: {Who} did {What} to {Target}. {Reason}")]
        public static partial void NotKept(ILogger logger, string who, string what, string? target, string reason);
    }
}
