using PlantOps.Gateway.Hosting;
namespace PlantOps.Gateway.Access;

/// <summary>Where tokens live. Every write is on disk when it returns, or throws <see cref="StoreUnavailableException"/>.</summary>
internal interface ITokenStore
{
    IReadOnlyList<StoredToken> Load();

    void Add(ApiToken token);

    /// <summary>Takes it and its last use away, where it is there.</summary>
    void Remove(string key);

    /// <param name="lastUsed">Token key to Unix milliseconds.</param>
    void SaveLastUsed(IReadOnlyCollection<KeyValuePair<string, long>> lastUsed);
}

internal sealed record StoredToken(ApiToken Token, long? LastUsed);
