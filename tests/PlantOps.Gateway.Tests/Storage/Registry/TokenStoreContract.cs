using PlantOps.Gateway.Access;

namespace PlantOps.Gateway.Tests.Storage.Registry;

/// <summary>What every store of tokens must do.</summary>
public abstract class TokenStoreContract(TestStore store) : IDisposable
{
    private static readonly ApiToken Mine = new("A1", "mine", TokenRole.Owner, 1_777_777_777_123);
    private static readonly ApiToken Yours = new("B2", "yours", TokenRole.DeviceManager, 1_777_777_777_124);

    [Fact]
    public void Add_AfterRestart_IsThereAndWasNeverUsed()
    {
        Assert.Empty(store.Tokens.Load());
        store.Tokens.Add(Mine);
        store.Tokens.Add(Yours);
        store.Restart();
        Assert.Equal(
            [new StoredToken(Mine, null), new StoredToken(Yours, null)], store.Tokens.Load().OrderBy(token => token.Token.Key));
    }

    [Fact]
    public void SaveLastUsed_Twice_HasTheLatest()
    {
        store.Tokens.Add(Mine);
        store.Tokens.Add(Yours);
        store.Tokens.SaveLastUsed([KeyValuePair.Create("B2", 10L)]);
        store.Tokens.SaveLastUsed([KeyValuePair.Create("B2", 1_777_777_777_999L)]);
        store.Restart();
        Assert.Equal(
            [new StoredToken(Mine, null), new StoredToken(Yours, 1_777_777_777_999)],
            store.Tokens.Load().OrderBy(token => token.Token.Key));
    }

    [Fact]
    public void Remove_OneThatWasUsed_TakesItAndItsUseAway()
    {
        store.Tokens.Add(Mine);
        store.Tokens.Add(Yours);
        store.Tokens.SaveLastUsed([KeyValuePair.Create("A1", 10L), KeyValuePair.Create("B2", 20L)]);
        store.Tokens.Remove("A1");
        store.Tokens.Remove("never there");
        store.Restart();
        Assert.Equal([new StoredToken(Yours, 20)], store.Tokens.Load());
        store.Tokens.Add(Mine);
        Assert.Contains(new StoredToken(Mine, null), store.Tokens.Load());
    }

    public void Dispose()
    {
        store.Dispose();
        GC.SuppressFinalize(this);
    }
}
