using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Access.Audit;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Devices.Logins;

/// <summary>
/// Who may come to the broker beside devices. In memory, loaded at start. One that is removed is disconnected; at other gateways
/// soon after.
/// </summary>
internal sealed class MqttLogins
{
    /// <summary>Logins that there can be.</summary>
    public const int Max = 20;

    private const int PasswordBytes = 24;
    private const int NameBytes = 5;

    // Changes take turns with a look at the store, which would otherwise bring back, or drop, what has just changed.
    private readonly Lock _changing = new();
    private readonly IRecords _records;
    private readonly RecordStore<MqttLogin> _store;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, MqttLogin> _byId = new();
    private readonly ConcurrentDictionary<string, int> _numbers = new();
    private int _lastNumber;

    public MqttLogins(IRecords records, AuditLog audit, TimeProvider time)
    {
        (_records, _audit, _time) = (records, audit, time);
        _store = new RecordStore<MqttLogin>(records, RecordSet.MqttLogins, DeviceRecordsJson.Default.MqttLogin);
        Reload();
    }

    /// <summary>Nobody is let in by this id any more.</summary>
    public event Action<string>? Removed;

    /// <summary>A login was made here, with its password that is known this once, or changed here.</summary>
    public event Action<MqttLogin, string?>? Changed;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<MqttLogin> All => [.. _byId.Values.OrderBy(login => login.CreatedAt)];

    /// <summary>Those that may read what devices say.</summary>
    public IEnumerable<MqttLogin> Readers => _byId.Values.Where(login => login.IsReader);

    public MqttLogin? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>
    /// What tells it from devices and other logins as long as this gateway runs; below 0, where no device's number is.
    /// </summary>
    public int NumberOf(string id) => _numbers.GetOrAdd(id, _ => Interlocked.Decrement(ref _lastNumber));

    /// <summary>Takes over what the store holds now: what other gateways have made, changed and removed.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public void Reload()
    {
        lock (_changing)
        {
            var stored = _store.Read(RecordRange.All).Select(one => one.Value).ToList();
            foreach (var gone in _byId.Keys.Except(stored.Select(login => login.Id)).ToList()) Forget(gone);
            foreach (var login in stored) _byId[login.Id] = login;
        }
    }

    /// <summary>
    /// Makes a login, whose password is known this once; <see langword="null"/> where there are as many as there can be.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public (MqttLogin Login, string Password)? Make(string name, string kind, IReadOnlyList<string> devices, Principal who)
    {
        var password = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PasswordBytes));
        var login = new MqttLogin
        {
            Id = $"{kind}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NameBytes))}",
            Name = name,
            Kind = kind,
            Devices = devices,
            PasswordHash = Convert.ToHexString(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(password))),
            CreatedAt = _time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        lock (_changing)
        {
            if (_byId.Count >= Max) return null;
            var entry = _audit.Entry(who, "mqtt_login.create", login.Id, DetailsOf(login));
            _records.TryCommit([_store.Put(login.Id, login, expected: 0), entry]);
            _byId[login.Id] = login;
            Changed?.Invoke(login, password);
        }

        return (login, password);
    }

    /// <summary>Changes name or devices, in force when it returns; <see langword="null"/> where there is no such login.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; nothing has changed.</exception>
    public MqttLogin? Change(string id, string? name, IReadOnlyList<string>? devices, Principal who)
    {
        lock (_changing)
        {
            if (Find(id) is not { } login) return null;
            var changed = login with { Name = name ?? login.Name, Devices = devices ?? login.Devices };
            _records.TryCommit([_store.Put(id, changed), _audit.Entry(who, "mqtt_login.change", id, DetailsOf(changed))]);
            _byId[id] = changed;
            Changed?.Invoke(changed, null);
            return changed;
        }
    }

    /// <summary>From when this returns nobody is let in by it; <see langword="null"/> where there is no such login.</summary>
    /// <exception cref="StoreUnavailableException">It could not be taken away and is still good.</exception>
    public MqttLogin? Remove(string id, Principal who)
    {
        lock (_changing)
        {
            if (Find(id) is not { } login) return null;
            _records.TryCommit([_store.Delete(id), _audit.Entry(who, "mqtt_login.remove", id, login.Name)]);
            Forget(id);
            return login;
        }
    }

    /// <summary>The login with that user name and password.</summary>
    public MqttLogin? Authenticate(string? username, ReadOnlySpan<byte> password)
    {
        if (username is null || Find(username) is not { } login) return null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(password, hash);
        return CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(login.PasswordHash)) ? login : null;
    }

    private void Forget(string id)
    {
        _byId.TryRemove(id, out _);
        Removed?.Invoke(id);
    }

    private static string DetailsOf(MqttLogin login) =>
        login.Devices.Count == 0 ? login.Name : $"{login.Name}, {login.Devices.Count} devices";
}
