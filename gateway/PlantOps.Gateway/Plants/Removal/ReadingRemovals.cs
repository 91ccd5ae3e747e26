using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Plants.Removal;

/// <summary>Which readings are still to be removed: on disk, with the removal of their plant, until they are.</summary>
internal sealed class ReadingRemovals(IRecords records)
{
    private readonly RecordStore<ReadingRemoval> _removals = new(
        records, RecordSet.ReadingRemovals, PlantRecordsJson.Default.ReadingRemoval);

    /// <summary>Says that there may be something to do.</summary>
    public WorkSignal Signal { get; } = new();

    public IReadOnlyList<Versioned<ReadingRemoval>> All => _removals.Read(RecordRange.All);

    /// <summary>A change that adds one, for the transaction that removes the plant; <see cref="Wake"/> after it.</summary>
    public RecordChange Add(ReadingRemoval removal) => _removals.Put(removal.PlantId, removal, expected: 0);

    /// <summary>The readings have gone. Another gateway on the same database may have said so before.</summary>
    public void Done(Versioned<ReadingRemoval> removal) => records.TryCommit([_removals.Delete(removal.Id)]);

    /// <summary>Says that there may be something to do; never waits.</summary>
    public void Wake() => Signal.Wake();
}
