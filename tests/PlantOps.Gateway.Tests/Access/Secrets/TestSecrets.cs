using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
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
    /// <param name="records">Where keys are that gateways share.</param>
    /// <param name="isShared">Whether there may be others.</param>
    /// <param name="key">What <c>Secrets:KeyFile</c> has.</param>
    public SecretBox Box(IRecords records, bool isShared = false, string? key = null) => new(Ring(records, isShared, key));

    public KeyRing Ring(IRecords records, bool isShared = false, string? key = null) => new(
        isShared ? new SharedRecords(records) : records, _directory.Data, Options.Create(new SecretOptions { Key = key }),
        NullLogger<KeyRing>.Instance);

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
