namespace PlantOps.Gateway.Tests.Storage.Registry;

/// <summary>What every store of presence must do.</summary>
public abstract class PresenceStoreContract(TestStore store) : IDisposable
{
    [Fact]
    public void Save_AfterRestart_HasTheLatestOfEach()
    {
        Assert.Empty(store.Presence.Load());
        store.Presence.Save([KeyValuePair.Create(2, 200L), KeyValuePair.Create(1, 1_777_777_777_123L)]);
        store.Presence.Save([KeyValuePair.Create(2, 1_777_777_777_456L), KeyValuePair.Create(3, 5L)]);
        store.Restart();
        Assert.Equal(
            [KeyValuePair.Create(1, 1_777_777_777_123L), KeyValuePair.Create(2, 1_777_777_777_456L), KeyValuePair.Create(3, 5L)],
            store.Presence.Load().OrderBy(pair => pair.Key));
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
