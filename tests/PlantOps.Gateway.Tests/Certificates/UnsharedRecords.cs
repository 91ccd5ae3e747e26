using PlantOps.Gateway.Certificates;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Tests.Certificates;

/// <summary>
/// Records of a gateway that has its store to itself: its CA is in its file and nowhere else, so none is ever asked for.
/// </summary>
internal sealed class UnsharedRecords : IRecords
{
    public static readonly SharedAuthority Authority = new(new UnsharedRecords(), secrets: null!);

    public bool IsShared => false;

    public StoredRecord? Find(RecordSet set, string id) => throw new NotSupportedException();

    public IReadOnlyList<StoredRecord> Read(RecordSet set, RecordRange range) => throw new NotSupportedException();

    public bool TryCommit(IReadOnlyList<RecordChange> changes) => throw new NotSupportedException();
}
