using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Access.Walls;

/// <summary>
/// Which wall tablets may look. In memory, loaded at start: a stranger's key costs no look at the store. One that is revoked
/// shows nothing from that moment; at other gateways soon after.
/// </summary>
internal sealed class WallRegistry
{
    /// <summary>Keys that there can be.</summary>
    public const int Max = 50;

    /// <summary>Where a tablet looks, before its key.</summary>
    public const string Path = "/wall/";

    private const int SecretBytes = 32;
    private const int IdLength = 16;

    /// <summary>Longest text that can be a key.</summary>
    private const int MaxKeyLength = 64;

    // Changes take turns with a look at the store, which would otherwise bring back, or drop, what has just changed.
    private readonly Lock _changing = new();
    private readonly IRecords _records;
    private readonly RecordStore<WallKey> _store;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, WallKey> _byHash = new();
    private readonly ConcurrentDictionary<string, long> _seen = new();

    public WallRegistry(IRecords records, AuditLog audit, TimeProvider time)
    {
        (_records, _audit, _time) = (records, audit, time);
        _store = new RecordStore<WallKey>(records, RecordSet.WallKeys, AccessJson.Default.WallKey);
        Reload();
    }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<WallKey> All => [.. _byHash.Values.OrderBy(key => key.CreatedAt)];

    /// <summary>Takes over what the store holds now: what other gateways have made and revoked.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public void Reload()
    {
        lock (_changing)
        {
            var stored = _store.Read(RecordRange.All).Select(one => one.Value).ToList();
            foreach (var gone in _byHash.Keys.Except(stored.Select(key => key.Hash))) Forget(gone);
            foreach (var key in stored) _byHash[key.Hash] = key;
        }
    }

    /// <summary>Makes a key, which is known this once; <see langword="null"/> where there are as many as there can be.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public (WallKey Key, string Secret)? Make(string name, string? place, Principal who)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var hash = HashOf(secret);
        var key = new WallKey
        {
            Id = hash[..IdLength].ToLowerInvariant(),
            Hash = hash,
            Name = name,
            Place = place,
            CreatedAt = Now(),
        };
        lock (_changing)
        {
            if (_byHash.Count >= Max) return null;
            var details = place is null ? name : $"{name}, {place}";
            _records.TryCommit([_store.Put(key.Id, key, expected: 0), _audit.Entry(who, "wall.create", key.Id, details)]);
            _byHash[hash] = key;
        }

        return (key, secret);
    }

    /// <summary>From when this returns it shows nothing; the key, or <see langword="null"/> where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It could not be taken away and is still good.</exception>
    public WallKey? Revoke(string id, Principal who)
    {
        lock (_changing)
        {
            if (All.FirstOrDefault(one => one.Id == id) is not { } key) return null;
            _records.TryCommit([_store.Delete(id), _audit.Entry(who, "wall.revoke", id, key.Name)]);
            Forget(key.Hash);
            return key;
        }
    }

    /// <summary>The key with that text. Looked up by hash: how long it takes says nothing about a key.</summary>
    public WallKey? Authenticate(string? secret)
    {
        if (secret is null or { Length: > MaxKeyLength } || !_byHash.TryGetValue(HashOf(secret), out var key)) return null;
        _seen[key.Hash] = Now();
        return key;
    }

    /// <summary>
    /// When a tablet last looked, as far as this gateway has seen it since its start; <see langword="null"/> where none has. Unix
    /// milliseconds UTC.
    /// </summary>
    public long? LastSeen(WallKey key) => _seen.TryGetValue(key.Hash, out var at) ? at : null;

    private void Forget(string hash)
    {
        _byHash.TryRemove(hash, out _);
        _seen.TryRemove(hash, out _);
    }

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
