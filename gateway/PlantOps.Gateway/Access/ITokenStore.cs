using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access;

/// <summary>
/// Where tokens live. Every write is on disk when it returns, or throws <see cref="StoreUnavailableException"/>.
/// </summary>
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

/// <summary>A bearer token as the gateway keeps it: never the token itself.</summary>
/// <param name="Key">SHA-256 of the token, which is 256 random bits, in hex.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">Unix milliseconds UTC.</param>
internal sealed record ApiToken(string Key, string Name, TokenRole Role, long CreatedAt)
{
    private const int IdLength = 16;

    /// <summary>By which it is named where people can see it: a part of the hash, which tells nothing of the token.</summary>
    public string Id => Key[..Math.Min(IdLength, Key.Length)].ToLowerInvariant();
}
