using System.Threading.Channels;
using PlantOps.Gateway.Operations;
using PlantOps.Gateway.Storage.Records;

namespace PlantOps.Gateway.Plants.Removal;

/// <summary>Which readings are still to be removed: on disk, with the removal of their plant, until they are.</summary>
internal sealed class ReadingRemovals(IRecords records)
{
    private readonly RecordsOf<ReadingRemoval> _removals = new(records, RecordSet.ReadingRemovals, GatewayJson.Default.ReadingRemoval);
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public IReadOnlyList<Kept<ReadingRemoval>> All => _removals.Read(RecordRange.All);

    /// <summary>A change that adds one, for the transaction that removes the plant; <see cref="Wake"/> after it.</summary>
    public RecordChange Add(ReadingRemoval removal) => _removals.Put(removal.PlantId, removal, expected: 0);

    /// <summary>The readings have gone. Another gateway on the same database may have said so before.</summary>
    public void Done(Kept<ReadingRemoval> removal) => records.TryCommit([_removals.Delete(removal.Id)]);

    /// <summary>Says that there may be something to do; never waits.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Returns when somebody has woken it since the last time.</summary>
    public ValueTask<bool> Wait(CancellationToken cancellationToken) => _signal.Reader.ReadAsync(cancellationToken);
}
