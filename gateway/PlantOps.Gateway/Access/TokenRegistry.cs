using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Access;

/// <summary>Who may use the API. In memory, loaded at start; when each was last used is written now and then.</summary>
internal sealed class TokenRegistry
{
    private const string Prefix = "po_";
    private const int SecretBytes = 32;

    // Changes take turns with a look at the store, which would otherwise bring back, or drop, what has just changed.
    private readonly Lock _changing = new();
    private readonly ITokenStore _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ApiToken> _byKey = new();
    private readonly ConcurrentDictionary<string, long> _lastUsed = new();
    private readonly ConcurrentDictionary<string, long> _unsaved = new();

    public TokenRegistry(ITokenStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        Reload();
    }

    public IReadOnlyList<ApiToken> All => [.. _byKey.Values.OrderBy(token => token.CreatedAt)];

    /// <summary>Takes over what the store holds now: what other gateways have made and revoked.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public void Reload()
    {
        lock (_changing)
        {
            var stored = _store.Load();
            foreach (var gone in _byKey.Keys.Except(stored.Select(one => one.Token.Key))) Forget(gone);
            foreach (var (token, lastUsed) in stored)
            {
                _byKey[token.Key] = token;
                if (lastUsed is { } at) _lastUsed.AddOrUpdate(token.Key, at, (_, known) => Math.Max(known, at));
            }
        }
    }

    /// <summary>Makes a token and returns it with its text, which is shown this once.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public (ApiToken Token, string Text) Make(string name, TokenRole role)
    {
        var text = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var token = new ApiToken(KeyOf(text), name, role, Now());
        lock (_changing)
        {
            _store.Add(token);
            _byKey[token.Key] = token;
        }

        return (token, text);
    }

    /// <summary>Makes a token and returns its text, which is shown this once.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public string Create(string name, TokenRole role) => Make(name, role).Text;

    /// <summary>From when this returns nobody is let in with it; at other gateways soon after.</summary>
    /// <exception cref="StoreUnavailableException">It could not be taken away and is still good.</exception>
    public void Revoke(ApiToken token)
    {
        lock (_changing)
        {
            _store.Remove(token.Key);
            Forget(token.Key);
        }
    }

    /// <summary>The token with that text. Looked up by hash: how long it takes says nothing about a token.</summary>
    public ApiToken? Authenticate(string text)
    {
        if (!_byKey.TryGetValue(KeyOf(text), out var token)) return null;
        _lastUsed[token.Key] = _unsaved[token.Key] = Now();
        return token;
    }

    /// <summary>Whether the token with that id still lets anybody in.</summary>
    public bool IsGood(string id) => _byKey.Values.Any(token => token.Id == id);

    /// <summary>Unix milliseconds UTC; <see langword="null"/> where it was never used.</summary>
    public long? LastUsed(ApiToken token) => _lastUsed.TryGetValue(token.Key, out var at) ? at : null;

    /// <summary>Writes what <see cref="Authenticate"/> only remembered.</summary>
    public void SaveLastUsed()
    {
        lock (_changing)
        {
            // Of a token that was revoked in the middle of a request nothing is left to be written.
            foreach (var gone in _unsaved.Keys.Where(key => !_byKey.ContainsKey(key))) Forget(gone);
            var batch = _unsaved.ToArray();
            if (batch.Length == 0) return;
            _store.SaveLastUsed(batch);
            foreach (var entry in batch) _unsaved.TryRemove(entry);
        }
    }

    private void Forget(string key)
    {
        _byKey.TryRemove(key, out _);
        _lastUsed.TryRemove(key, out _);
        _unsaved.TryRemove(key, out _);
    }

    private static string KeyOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>Writes now and then, and at the end, when each token was last used.</summary>
internal sealed class LastUsedWriter(TokenRegistry tokens, Supervisor supervisor, ILogger<LastUsedWriter> logger)
    : LazyWriter(supervisor, logger)
{
    public override string Component => "token_use";

    protected override string Title => "Writing when tokens were last used";

    protected override void Write() => tokens.SaveLastUsed();
}
