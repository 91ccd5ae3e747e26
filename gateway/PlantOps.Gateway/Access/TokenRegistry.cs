using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PlantOps.Gateway.Access;

/// <summary>Who may use the API. In memory, loaded at start; when each was last used is written now and then.</summary>
internal sealed class TokenRegistry
{
    private const string Prefix = "po_";
    private const int SecretBytes = 32;

    private readonly ITokenStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ApiToken> _byKey = new();
    private readonly ConcurrentDictionary<string, long> _lastUsed = new();
    private readonly ConcurrentDictionary<string, long> _unsaved = new();

    public TokenRegistry(ITokenStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        foreach (var (token, lastUsed) in store.Load())
        {
            _byKey[token.Key] = token;
            if (lastUsed is { } at) _lastUsed[token.Key] = at;
        }
    }

    public IReadOnlyList<ApiToken> All => [.. _byKey.Values.OrderBy(token => token.CreatedAt)];

    /// <summary>Makes a token and returns its text, which is shown this once.</summary>
    /// <exception cref="Telemetry.StoreUnavailableException">It could not be kept.</exception>
    public string Create(string name, TokenRole role)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var token = new ApiToken(KeyOf(text), name, role, Now());
        _store.Add(token);
        _byKey[token.Key] = token;
        return text;
    }

    /// <summary>The token with that text. Looked up by hash: how long it takes says nothing about a token.</summary>
    public ApiToken? Authenticate(string text)
    {
        if (!_byKey.TryGetValue(KeyOf(text), out var token)) return null;
        _lastUsed[token.Key] = _unsaved[token.Key] = Now();
        return token;
    }

    /// <summary>Unix milliseconds UTC; <see langword="null"/> where it was never used.</summary>
    public long? LastUsed(ApiToken token) => _lastUsed.TryGetValue(token.Key, out var at) ? at : null;

    /// <summary>Writes what <see cref="Authenticate"/> only remembered.</summary>
    public void SaveLastUsed()
    {
        var batch = _unsaved.ToArray();
        if (batch.Length == 0) return;
        _store.SaveLastUsed(batch);
        foreach (var entry in batch) _unsaved.TryRemove(entry);
    }

    private static string KeyOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
