using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Records;

namespace PlantOps.Gateway.Access.Sessions;

/// <summary>
/// Who is signed in with a browser. In memory, loaded at start: a stranger's cookie costs no look at the store. A session
/// that is ended lets nobody in from that moment; at other gateways soon after.
/// </summary>
internal sealed class SessionRegistry
{
    /// <summary>Sessions that are kept; a further one ends the one that has been unused for longest.</summary>
    public const int Max = 1000;

    /// <summary>Longest description of a browser, which is cut: a browser may say anything of itself.</summary>
    public const int MaxBrowserLength = 100;

    private const int SecretBytes = 32;
    private const int IdLength = 16;

    /// <summary>Longest text of a cookie that can be a secret.</summary>
    private const int MaxSecretLength = 64;

    // Changes take turns with a look at the store, which would otherwise bring back, or drop, what has just changed.
    private readonly Lock _changing = new();
    private readonly IRecords _records;
    private readonly RecordStore<Session> _store;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Session> _byId = new();
    private readonly ConcurrentDictionary<string, long> _seen = new();

    public SessionRegistry(IRecords records, TimeProvider time)
    {
        _records = records;
        _store = new RecordStore<Session>(records, RecordSet.Sessions, AccessJson.Default.Session);
        _time = time;
        Reload();
    }

    /// <summary>Those that have not expired, the one that was used last first.</summary>
    public IReadOnlyList<Session> All
    {
        get
        {
            var now = Now();
            return [.. ByUse().Where(session => !session.HasExpired(now))];
        }
    }

    /// <summary>Takes over what the store holds now: what other gateways have begun and ended.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read; what is known stays.</exception>
    public void Reload()
    {
        lock (_changing)
        {
            var stored = _store.Read(RecordRange.All);
            foreach (var gone in _byId.Keys.Except(stored.Select(one => one.Id))) Forget(gone);
            foreach (var one in stored) _byId[one.Id] = one.Value;
        }
    }

    /// <summary>Lets a browser in, and returns the secret for its cookie, which is known this once.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept.</exception>
    public (Session Session, string Secret) Begin(string person, TokenRole role, string browser)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var hash = HashOf(secret);
        var now = Now();
        var session = new Session
        {
            Id = IdOf(hash),
            SecretHash = hash,
            Person = person,
            Role = TokenRoles.Name(role),
            Browser = browser[..Math.Min(browser.Length, MaxBrowserLength)],
            CreatedAt = now,
            LastUsed = now,
        };
        lock (_changing)
        {
            var over = ByUse().Where((other, place) => place >= Max - 1 || other.HasExpired(now)).ToList();
            _records.TryCommit([_store.Put(session.Id, session, expected: 0), .. over.Select(other => _store.Delete(other.Id))]);
            foreach (var other in over) Forget(other.Id);
            _byId[session.Id] = session;
        }

        return (session, secret);
    }

    /// <summary>The session with that secret. Looked up by hash: how long it takes says nothing about the secret.</summary>
    public Session? Authenticate(string secret)
    {
        if (secret.Length > MaxSecretLength) return null;
        var hash = HashOf(secret);
        if (Find(IdOf(hash)) is not { } session || session.SecretHash != hash) return null;
        _seen[session.Id] = Now();
        return session;
    }

    /// <summary>When it was last used, as far as this gateway has seen it since its start. Unix milliseconds UTC.</summary>
    public long LastSeen(Session session) => Math.Max(session.LastUsed, _seen.GetValueOrDefault(session.Id));

    /// <summary>Those of a person.</summary>
    public IReadOnlyList<Session> Of(string person) => [.. All.Where(session => session.IsOf(person))];

    /// <summary>Changes all sessions of a person in one transaction with what else changes, all or none.</summary>
    /// <returns><see langword="false"/> where something has changed since.</returns>
    /// <exception cref="StoreUnavailableException">It could not be kept; all is as it was.</exception>
    public bool TryChange(string person, Func<Session, Session> change, params IReadOnlyList<RecordChange> more)
    {
        lock (_changing)
        {
            var changed = new List<Session>();
            var changes = new List<RecordChange>(more);
            foreach (var session in Of(person))
            {
                if (_store.Find(session.Id) is not { } stored) continue;
                changed.Add(change(stored.Value));
                changes.Add(_store.Put(session.Id, changed[^1], stored.Version));
            }

            if (!_records.TryCommit(changes)) return false;
            foreach (var session in changed) _byId[session.Id] = session;
            return true;
        }
    }

    /// <summary>Whether the session with that id still lets anybody in.</summary>
    public bool IsGood(string id) => Find(id) is not null;

    /// <summary>Notes, once a day, that a session is used, so that it goes on; whether that was now.</summary>
    /// <exception cref="StoreUnavailableException">It could not be kept; the session is as good as before.</exception>
    public bool Renew(Session session)
    {
        lock (_changing)
        {
            if (Find(session.Id) is not { } known || !IsDue(known)) return false;
            var renewed = known with { LastUsed = Now() };
            if (_store.Find(known.Id) is not { } stored) return false;
            if (!_records.TryCommit([_store.Put(known.Id, renewed, stored.Version)])) return false;
            _byId[known.Id] = renewed;
            return true;
        }
    }

    /// <summary>
    /// From when this returns nobody is let in with it; the session, or <see langword="null"/> where there is none.
    /// </summary>
    /// <exception cref="StoreUnavailableException">It could not be taken away and is still good.</exception>
    public Session? End(string id)
    {
        lock (_changing)
        {
            if (Find(id) is not { } session) return null;
            _records.TryCommit([_store.Delete(id)]);
            Forget(id);
            return session;
        }
    }

    private void Forget(string id)
    {
        _byId.TryRemove(id, out _);
        _seen.TryRemove(id, out _);
    }

    // Also where the clock was ahead when it was written: the session would last until then and longer.
    private bool IsDue(Session session) =>
        Now() - session.LastUsed is < 0 or >= 24 * 60 * 60 * 1000;

    private Session? Find(string id) => _byId.GetValueOrDefault(id) is { } session && !session.HasExpired(Now()) ? session : null;

    private IOrderedEnumerable<Session> ByUse() =>
        _byId.Values.OrderByDescending(session => session.LastUsed).ThenByDescending(session => session.CreatedAt);

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static string IdOf(string hash) => hash[..IdLength].ToLowerInvariant();

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();
}
