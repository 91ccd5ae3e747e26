using PlantOps.Gateway.Access.Secrets;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Access.Secrets;

/// <summary>Encryption with keys in a directory of its own, or in the records.</summary>
internal sealed class TestSecrets : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Folder => Path.Combine(_directory.Path, "keys");

    /// <summary>What a gateway makes at its start.</summary>
    public SecretBox Box(IRecords records, bool isShared = false) => new(Ring(records, isShared));

    public KeyRing Ring(IRecords records, bool isShared = false) =>
        new(isShared ? new SharedRecords(records) : records, _directory.Data);

    public void Dispose() => _directory.Dispose();

    /// <summary>The same records, of which other gateways make use too.</summary>
    private sealed class SharedRecords(IRecords records) : IRecords
    {
        public bool IsShared => true;

        public StoredRecord? Find(RecordSet set, string id) => records.Find(set, id);

        public IReadOnlyList<StoredRecord> Read(RecordSet set, RecordRange range) => records.Read(set, range);

        public bool TryCommit(IReadOnlyList<RecordChange> changes) => records.TryCommit(changes);
    }
}
