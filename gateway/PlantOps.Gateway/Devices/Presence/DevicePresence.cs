using System.Collections.Concurrent;

namespace PlantOps.Gateway.Devices.Presence;

/// <summary>
/// Who is connected and when each device was last heard of. Called for every message, from every connection: a
/// lookup and an interlocked write. Devices go by their number.
/// </summary>
internal sealed class DevicePresence
{
    private readonly ConcurrentDictionary<int, Entry> _entries = new();
    private readonly IPresenceStore _store;
    private readonly TimeProvider _time;
    private readonly long _started;

    public DevicePresence(IPresenceStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _started = Now();
        foreach (var (number, lastSeen) in store.Load()) Of(number).LastSeen = Of(number).Saved = lastSeen;
    }

    /// <summary>A device, by its number, has come or gone; the one who hears of it must not wait.</summary>
    public event Action<int>? Changed;

    /// <summary>A connection was opened. Each is closed with one <see cref="Disconnected"/>, in any order: a new one may take over before the old one ends.</summary>
    public void Connected(int number)
    {
        var entry = Of(number);
        var now = Now();
        Interlocked.Increment(ref entry.Connections);
        Interlocked.Exchange(ref entry.ConnectedAt, now);
        Advance(entry, now);
        Changed?.Invoke(number);
    }

    public void Disconnected(int number)
    {
        var entry = Of(number);
        Interlocked.Decrement(ref entry.Connections);
        Advance(entry, Now());
        Changed?.Invoke(number);
    }

    /// <summary>The device was heard of. An older time than the last known changes nothing.</summary>
    public void Seen(int number, long unixMs) => Advance(Of(number), unixMs);

    public void Heartbeat(int number, DeviceHeartbeat heartbeat)
    {
        var entry = Of(number);
        entry.Heartbeat = heartbeat;
        Advance(entry, heartbeat.ReceivedAt);
    }

    /// <summary>The device has gone to sleep and said until when, at the latest; 0 takes that back.</summary>
    public void BackAt(int number, long unixMs) => Interlocked.Exchange(ref Of(number).BackAt, unixMs);

    public bool IsConnected(int number) => FactsOf(number).Connected;

    public DeviceState StateOf(Device device) => PresenceRules.StateOf(FactsOf(device.Number), device.IntervalSeconds, _started, Now());

    /// <summary>Unix milliseconds UTC; <see langword="null"/> where the device was never heard of.</summary>
    public long? LastSeen(int number) => FactsOf(number).LastSeen;

    public DeviceHeartbeat? LastHeartbeat(int number) => _entries.GetValueOrDefault(number)?.Heartbeat;

    /// <summary>Writes what changed since the last time.</summary>
    public void Save()
    {
        var changed = _entries
            .Select(pair => KeyValuePair.Create(pair.Key, Interlocked.Read(ref pair.Value.LastSeen)))
            .Where(pair => pair.Value != _entries[pair.Key].Saved)
            .ToList();
        if (changed.Count == 0) return;
        _store.Save(changed);
        foreach (var (number, lastSeen) in changed) _entries[number].Saved = lastSeen;
    }

    private PresenceFacts FactsOf(int number)
    {
        if (!_entries.TryGetValue(number, out var entry)) return default;
        var connectedAt = Interlocked.Read(ref entry.ConnectedAt);
        var lastSeen = Interlocked.Read(ref entry.LastSeen);
        return new PresenceFacts(entry.Connections > 0, connectedAt > 0, connectedAt, lastSeen > 0 ? lastSeen : null, Interlocked.Read(ref entry.BackAt));
    }

    private Entry Of(int number) => _entries.GetOrAdd(number, static _ => new Entry());

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private static void Advance(Entry entry, long time)
    {
        var known = Interlocked.Read(ref entry.LastSeen);
        while (time > known)
        {
            var found = Interlocked.CompareExchange(ref entry.LastSeen, time, known);
            if (found == known) return;
            known = found;
        }
    }

    private sealed class Entry
    {
        public int Connections;
        public long ConnectedAt;
        public long BackAt;
        public long LastSeen;
        public long Saved;
        public volatile DeviceHeartbeat? Heartbeat;
    }
}
