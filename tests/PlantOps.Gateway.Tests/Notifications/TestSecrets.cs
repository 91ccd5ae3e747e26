using Microsoft.Extensions.Options;
using PlantOps.Gateway.Notifications.Secrets;
using PlantOps.Gateway.Storage;
using PlantOps.Gateway.Storage.Records;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Notifications;

/// <summary>Encryption with keys in a directory of its own, or in the records.</summary>
internal sealed class TestSecrets : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public string Folder => Path.Combine(_directory.Path, "keys");

    /// <summary>What a gateway makes at its start.</summary>
    public SecretBox Box(IRecords records, StoreProvider provider = StoreProvider.LiteDb) =>
        new(new KeyRing(records, _directory.Data, Options.Create(new StoreOptions { Provider = provider })));

    public void Dispose() => _directory.Dispose();
}
