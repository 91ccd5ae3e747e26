using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Records;

/// <summary>
/// Where the small things are kept that people and rules change: plants, alerts, channels. A record is JSON under an id
/// of printable ASCII, and ids are in the order of their bytes, so an id that begins with a time or an owner is found by it.
/// Features have stores of their own on top, in the words of their domain.
/// </summary>
/// <remarks>Every method throws <see cref="StoreUnavailableException"/> where the store cannot be reached.</remarks>
internal interface IRecords
{
    /// <summary>Whether other gateways may change them too.</summary>
    bool IsShared { get; }

    /// <summary>Which of them cannot be read; where nobody wants to know, that is noted nowhere.</summary>
    UnreadableRecords Unreadable => UnreadableRecords.Unnoticed;

    StoredRecord? Find(RecordSet set, string id);

    /// <summary>Those of several that are there, in no order.</summary>
    IReadOnlyList<StoredRecord> Find(RecordSet set, IReadOnlyCollection<string> ids) =>
        [.. ids.Select(id => Find(set, id)).OfType<StoredRecord>()];

    IReadOnlyList<StoredRecord> Read(RecordSet set, RecordRange range);

    /// <summary>
    /// What has changed of a set since; where nobody can say it, they are all to be read after this, and the mark is of before.
    /// </summary>
    ChangedItems<StoredRecord> Changed(RecordSet set, ReadMark? since) => ChangedItems<StoredRecord>.All([]);

    /// <summary>
    /// The alerts that have not ended, where the store finds them without reading all others; <see langword="null"/> where not.
    /// </summary>
    IReadOnlyList<StoredRecord>? UnendedAlerts() => null;

    /// <summary>
    /// Makes all changes in one transaction, on disk when it returns, or none: <see langword="false"/> where a record is not
    /// at the version that a change expects.
    /// </summary>
    bool TryCommit(IReadOnlyList<RecordChange> changes);
}

/// <param name="Id">Unique in its set.</param>
/// <param name="Version">1 when new, one more with each change.</param>
/// <param name="Json">What it holds.</param>
internal sealed record StoredRecord(string Id, long Version, string Json)
{
    /// <summary>Why what it holds is not to be believed; <see langword="null"/> where nothing is wrong.</summary>
    public string? Damage { get; init; }
}

/// <param name="Set">Where.</param>
/// <param name="Id">Which.</param>
/// <param name="Json">What it holds from now on; <see langword="null"/> deletes it.</param>
/// <param name="Expected">The version it must have, 0 where it must not be there yet; <see langword="null"/> for any.</param>
internal sealed record RecordChange(RecordSet Set, string Id, string? Json, long? Expected);

/// <summary>Ids from the first to the last, both included.</summary>
internal readonly record struct RecordRange(string First, string Last)
{
    // Behind every printable character.
    private const string End = "\x7f";

    /// <summary>Before every printable character: put after an id, what comes next.</summary>
    public const string Start = "\x01";

    public static readonly RecordRange All = new(string.Empty, End);

    public int Limit { get; init; } = int.MaxValue;

    /// <summary>From the last id backwards.</summary>
    public bool Backwards { get; init; }

    /// <summary>Every id that begins so.</summary>
    public static RecordRange Under(string prefix) => new(prefix, prefix + End);

    /// <summary>Every id that comes before another.</summary>
    public RecordRange Before(string id) => this with { Last = id[..^1] + (char)(id[^1] - 1) + End };
}
