using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Access.Passkeys;

/// <summary>
/// Passkeys by which people sign in. In memory, loaded at start, like sessions: what a stranger shows costs no look at the store.
/// </summary>
internal sealed class PasskeyRegistry
{
    /// <summary>Passkeys that are kept; a further one takes the place of the one that has been unused for longest.</summary>
    public const int Max = 500;

    private const int IdLength = 16;

    private readonly Lock _changing = new();
    private readonly IRecords _records;
    private readonly RecordStore<Passkey> _store;
    private readonly ConcurrentDictionary<string, Passkey> _byId = new();

    public PasskeyRegistry(IRecords records)
    {
        _records = records;
        _store = new RecordStore<Passkey>(records, RecordSet.Passkeys, AccessJson.Default.Passkey);
        Reload();
    }

    /// <summary>The one that was used last first.</summary>
    public IReadOnlyList<Passkey> All => [.. ByUse()];

    /// <summary>Those of somebody.</summary>
    public IReadOnlyList<Passkey> Of(string person) => [.. ByUse().Where(passkey => passkey.Person == person)];

    /// <summary>Those of whom a device calls by this name.</summary>
    public IReadOnlyList<Passkey> OfHandle(string handle) => [.. ByUse().Where(passkey => HandleOf(passkey.Person) == handle)];

    /// <summary>What a device calls somebody by: nothing that says who they are (Web Authentication, 14.6.1).</summary>
    public static string HandleOf(string person) => Hex(Encoding.UTF8.GetBytes("PlantOps person " + person))[..(2 * IdLength)];

    public Passkey? Find(byte[] credentialId) => _byId.GetValueOrDefault(IdOf(credentialId));

    public static string IdOf(byte[] credentialId) => Hex(credentialId)[..IdLength];

    /// <summary>Takes over what the store holds now: what other gateways have added and taken away.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public void Reload()
    {
        lock (_changing)
        {
            var stored = _store.Read(RecordRange.All);
            foreach (var gone in _byId.Keys.Except(stored.Select(one => one.Id))) _byId.TryRemove(gone, out _);
            foreach (var one in stored) _byId[one.Id] = one.Value;
        }
    }

    /// <summary>Keeps one, or what has changed about it.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public void Keep(Passkey passkey)
    {
        lock (_changing)
        {
            var over = ByUse().Where(other => other.Id != passkey.Id).Skip(Max - 1).ToList();
            _records.TryCommit([_store.Put(passkey.Id, passkey), .. over.Select(other => _store.Delete(other.Id))]);
            foreach (var other in over) _byId.TryRemove(other.Id, out _);
            _byId[passkey.Id] = passkey;
        }
    }

    /// <summary>
    /// From when this returns nobody signs in with it; the passkey, or <see langword="null"/> where there is none.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be taken away and is still good.</exception>
    public Passkey? Remove(string id)
    {
        lock (_changing)
        {
            if (_byId.GetValueOrDefault(id) is not { } passkey) return null;
            _records.TryCommit([_store.Delete(id)]);
            _byId.TryRemove(id, out _);
            return passkey;
        }
    }

    private IOrderedEnumerable<Passkey> ByUse() =>
        _byId.Values.OrderByDescending(passkey => Math.Max(passkey.LastUsed, passkey.CreatedAt))
            .ThenBy(passkey => passkey.Id, StringComparer.Ordinal);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
