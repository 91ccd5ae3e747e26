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

    private readonly Lock _gate = new();
    private readonly ITokenStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ApiToken> _byHash = new();
    private readonly ConcurrentDictionary<string, long> _lastUsed = new();
    private readonly ConcurrentDictionary<string, long> _unsaved = new();

    public TokenRegistry(ITokenStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        foreach (var (token, lastUsed) in store.Load())
        {
            _byHash[Convert.ToHexString(token.Hash)] = token;
            if (lastUsed is { } at) _lastUsed[token.Name] = at;
        }
    }

    public IReadOnlyList<ApiToken> All => [.. _byHash.Values.OrderBy(token => token.CreatedAt)];

    /// <summary>Makes a token and returns its text, which is shown this once; <see langword="null"/> where the name is taken.</summary>
    public string? Create(string name, TokenRole role)
    {
        lock (_gate)
        {
            if (_byHash.Values.Any(token => token.Name == name)) return null;
            var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
            var added = new ApiToken(name, role, HashOf(text), _time.GetUtcNow().ToUnixTimeMilliseconds());
            _store.Add(added);
            _byHash[Convert.ToHexString(added.Hash)] = added;
            return text;
        }
    }

    /// <summary>The token with that text. Looked up by hash: how long it takes says nothing about a token.</summary>
    public ApiToken? Authenticate(string text)
    {
        if (!_byHash.TryGetValue(Convert.ToHexString(HashOf(text)), out var token)) return null;
        var now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        _lastUsed[token.Name] = now;
        _unsaved[token.Name] = now;
        return token;
    }

    public long? LastUsed(string name) => _lastUsed.TryGetValue(name, out var at) ? at : null;

    /// <summary>Writes what <see cref="Authenticate"/> only remembered.</summary>
    public void SaveLastUsed()
    {
        var batch = _unsaved.ToArray();
        if (batch.Length == 0) return;
        _store.SaveLastUsed(batch);
        foreach (var entry in batch) _unsaved.TryRemove(entry);
    }

    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
