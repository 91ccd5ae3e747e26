using System.Collections.Concurrent;
using PlantOps.Gateway.Hosting;

namespace PlantOps.Gateway.Devices.Presence;

/// <summary>
/// Who is connected and when each device was last heard of. Called for every message, from every connection: a
/// lookup and an interlocked write. Devices go by their number. Clocks jump: what was noted in this run is shown no later
/// than it can have been by a clock that does not.
/// </summary>
internal sealed partial class DevicePresence
{
    // Two clocks are not read at the same instant.
    private const long Tolerance = 1000;

    private readonly ConcurrentDictionary<int, Entry> _entries = new();
    /// <summary>
    /// When devices were last heard of in earlier runs: there are very many of which nothing is heard for long.
    /// </summary>
    private readonly Dictionary<int, long> _before;

    private readonly IPresenceStore _store;
    private readonly TimeProvider _time;
    private readonly Moment _started;
    private int _connectedHere;

    public DevicePresence(IPresenceStore store, TimeProvider time)
    {
        _store = store;
        _time = time;
        _started = MomentOf(Now());
        _before = new Dictionary<int, long>(store.Load());
    }

    /// <summary>A device, by its number, has come or gone; the one who hears of it must not wait.</summary>
    public event Action<int>? Changed;

    /// <summary>
    /// A connection was opened. Each is closed with one <see cref="Disconnected"/>, in any order: a new one may take over
    /// before the old one ends.
    /// </summary>
    public void Connected(int number)
    {
        var entry = Of(number);
        var now = Now();
        if (Interlocked.Increment(ref entry.Connections) == 1) Interlocked.Increment(ref _connectedHere);
        entry.ConnectedAt = MomentOf(now);
        Advance(entry, now);
        Changed?.Invoke(number);
    }

    public void Disconnected(int number)
    {
        var entry = Of(number);
        if (Interlocked.Decrement(ref entry.Connections) == 0) Interlocked.Decrement(ref _connectedHere);
        Advance(entry, Now());
        Changed?.Invoke(number);
    }

    /// <summary>
    /// Somebody else's broker says whether the device is connected: there is one connection, or none, however often it says so.
    /// </summary>
    /// <param name="number">The device.</param>
    /// <param name="isConnected">Whether it is.</param>
    /// <param name="unixMs">When that was said; <see langword="null"/> where it is from earlier, nobody knows when.</param>
    public void SaysConnected(int number, bool isConnected, long? unixMs)
    {
        var entry = Of(number);
        entry.SaysStatus = true;
        if (unixMs is { } now) Advance(entry, now);
        if (Interlocked.Exchange(ref entry.Connections, isConnected ? 1 : 0) == (isConnected ? 1 : 0)) return;
        if (isConnected) entry.ConnectedAt = MomentOf(Now());
        Changed?.Invoke(number);
    }

    /// <summary>Whether it is said of the device whether it is connected. Not every device sends a status.</summary>
    public bool SaysStatus(int number) => _entries.GetValueOrDefault(number)?.SaysStatus == true;

    /// <summary>The device was heard of. An older time than the last known changes nothing.</summary>
    public void Seen(int number, long unixMs) => Advance(Of(number), unixMs);

    public void Heartbeat(int number, DeviceHeartbeat heartbeat)
    {
        var entry = Of(number);
        entry.Heartbeat = heartbeat;
        Advance(entry, heartbeat.ReceivedAt);
    }

    /// <summary>The device was heard of without a connection: it posts what it measures.</summary>
    public void Posted(int number, long unixMs)
    {
        var entry = Of(number);
        entry.PostedAt = MomentOf(unixMs);
        Advance(entry, unixMs);
    }

    /// <summary>
    /// What a device that sends its battery's charge with its readings says of it. Counts as a heartbeat with nothing else new.
    /// </summary>
    public void Battery(int number, int percent, long unixMs)
    {
        var entry = Of(number);
        entry.Heartbeat = entry.Heartbeat is { } last
            ? last with { ReceivedAt = unixMs, Battery = percent }
            : new DeviceHeartbeat(unixMs, null, null, null, null, percent);
    }

    /// <summary>The device has gone to sleep and said until when, at the latest; 0 takes that back.</summary>
    public void BackAt(int number, long unixMs) => Of(number).BackAt = unixMs > 0 ? MomentOf(unixMs) : null;

    /// <summary>Whether it is connected, here or at another gateway.</summary>
    public bool IsConnected(int number) => FactsOf(number).Connected;

    public DeviceState StateOf(Device device) =>
        PresenceRules.StateOf(
            FactsOf(device.Number), Math.Max(device.IntervalSeconds, device.SilentSeconds), UnixMs(_started), Now());

    /// <summary>Unix milliseconds UTC; <see langword="null"/> where the device was never heard of.</summary>
    public long? LastSeen(int number) => FactsOf(number).LastSeen;

    public DeviceHeartbeat? LastHeartbeat(int number)
    {
        var (here, there) = (_entries.GetValueOrDefault(number)?.Heartbeat, _elsewhere.GetValueOrDefault(number)?.Heartbeat);
        if (Later(here, there) is not { } heartbeat) return null;
        var lastSeen = LastSeen(number) ?? heartbeat.ReceivedAt;
        return heartbeat.ReceivedAt > lastSeen ? heartbeat with { ReceivedAt = lastSeen } : heartbeat;
    }

    /// <summary>Writes what changed since the last time.</summary>
    public void Save()
    {
        var changed = _entries
            .Select(pair => KeyValuePair.Create(pair.Key, UnixMs(pair.Value.LastSeen)))
            .Where(pair => pair.Value != _entries[pair.Key].Saved)
            .ToList();
        if (changed.Count == 0) return;
        _store.Save(changed);
        foreach (var (number, lastSeen) in changed) _entries[number].Saved = lastSeen;
    }

    private PresenceFacts FactsOf(int number)
    {
        var here = FactsHere(number);
        return _elsewhere.TryGetValue(number, out var there) ? With(here, there) : here;
    }

    private PresenceFacts FactsHere(int number)
    {
        if (!_entries.TryGetValue(number, out var entry))
            return _before.TryGetValue(number, out var before) && Math.Min(before, Now()) is > 0 and var at
                ? default(PresenceFacts) with { LastSeen = at }
                : default;
        var connectedAt = UnixMs(entry.ConnectedAt);
        var lastSeen = Math.Min(UnixMs(entry.LastSeen), Now());
        long? heard = lastSeen > 0 ? lastSeen : null;
        return new PresenceFacts(
            entry.Connections > 0, connectedAt > 0, connectedAt, heard, UnixMs(entry.BackAt), UnixMs(entry.PostedAt),
            entry.Silence.Length);
    }

    private Entry Of(int number) => _entries.GetOrAdd(number, New);

    private Entry New(int number) => _before.TryGetValue(number, out var lastSeen)
        ? new Entry { Saved = lastSeen, LastSeen = new Moment(lastSeen, null) }
        : new Entry();

    private long Now() => _time.GetUtcNow().ToUnixTimeMilliseconds();

    private Moment MomentOf(long unixMs) => new(unixMs, Steady() + (unixMs - Now()));

    /// <summary>Milliseconds since some moment, by a clock that does not jump.</summary>
    private long Steady() => (long)_time.GetElapsedTime(0).TotalMilliseconds;

    // Where the time of day went back since, a moment is as long ago as the steady clock says. Where it went ahead, nobody knows
    // whether it was wrong before: the moment stays.
    private long UnixMs(Moment? moment)
    {
        if (moment?.Steady is not { } steady) return moment?.UnixMs ?? 0;
        var bySteadyClock = Now() + (steady - Steady());
        return moment.UnixMs > bySteadyClock + Tolerance ? bySteadyClock : moment.UnixMs;
    }

    private void Advance(Entry entry, long time)
    {
        var moment = MomentOf(time);
        var known = entry.LastSeen;

        // One from before the gateway's start may lie ahead, after a clock that went back; nothing is heard of in the future.
        while (known is null || time > UnixMs(known) || UnixMs(known) > Now() + Tolerance)
        {
            var found = Interlocked.CompareExchange(ref entry.LastSeen, moment, known);
            if (ReferenceEquals(found, known))
            {
                if (known?.Steady is { } before) entry.Silence.Add(moment.Steady!.Value - before);
                return;
            }

            known = found;
        }
    }

    private sealed class Entry
    {
        public int Connections;
        public volatile bool SaysStatus;
        public volatile Moment? ConnectedAt;
        public volatile Moment? BackAt;
        public volatile Moment? PostedAt;
        public Moment? LastSeen;
        public long Saved;
        public volatile DeviceHeartbeat? Heartbeat;
        public ToldPresence Told;

        public UsualSilence Silence { get; } = new();
    }

    /// <param name="unixMs">By the time of day of then.</param>
    /// <param name="steady">By the steady clock; <see langword="null"/> for one of an earlier run.</param>
    private sealed class Moment(long unixMs, long? steady)
    {
        public long UnixMs => unixMs;

        public long? Steady => steady;
    }
}

/// <summary>Writes now and then, and at the end, when each device was last heard of.</summary>
internal sealed class PresenceWriter(DevicePresence presence, Supervisor supervisor, ILogger<PresenceWriter> logger)
    : LazyWriter(supervisor, logger)
{
    public override string Component => "presence";

    protected override string Title => "Writing when devices were last heard of";

    protected override void Write() => presence.Save();
}

/// <summary>Where it is kept when each device was last heard of, by device number, in Unix milliseconds.</summary>
internal interface IPresenceStore
{
    IReadOnlyCollection<KeyValuePair<int, long>> Load();

    /// <exception cref="StoreUnavailableException">Nothing was written.</exception>
    void Save(IReadOnlyCollection<KeyValuePair<int, long>> lastSeen);
}
