using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace PlantOps.Gateway.Events;

/// <summary>
/// What happens, for whoever listens now. The latest events stay in memory, so that who was cut off for a while goes on
/// where that was. Whoever publishes never waits: a listener that is too slow misses events, and is told so.
/// </summary>
internal sealed class LiveEvents(TimeProvider time)
{
    /// <summary>Events that can be had again.</summary>
    public const int Kept = 1024;

    /// <summary>How long events are kept after the last listener has gone: as long as a phone sleeps in a pocket.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromMinutes(5);

    private const int RunBytes = 4;

    private readonly Lock _gate = new();
    private readonly LiveEvent?[] _ring = new LiveEvent?[Kept];
    private readonly string _run = RandomNumberGenerator.GetHexString(2 * RunBytes, lowercase: true);
    private LiveSubscription[] _listeners = [];
    private long _first = 1;
    private long _last;
    private long _leftAt;

    /// <summary>Whether anybody listens, or did a moment ago. Where not, nothing needs to be put together.</summary>
    public bool IsWanted => Volatile.Read(ref _listeners).Length > 0
        || (Volatile.Read(ref _leftAt) is var left and not 0 && time.GetElapsedTime(left) < Retention);

    /// <summary>What another gateway's listeners get of what happens here; <see langword="null"/> where there is none.</summary>
    public IEventRelay? Relay { get; set; }

    /// <summary>The latest event.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>Tells whoever listens. Returns at once.</summary>
    public void Publish<T>(LiveEventType type, T what, JsonTypeInfo<T> json)
    {
        var relay = Relay is { IsWanted: true } others ? others : null;
        if (!IsWanted && relay is null) return;
        var text = JsonSerializer.Serialize(what, json);
        relay?.Pass(type, text);
        Publish(type, text);
    }

    /// <summary>Tells whoever listens here of what has happened, maybe at another gateway.</summary>
    public void Publish(LiveEventType type, string text)
    {
        if (!IsWanted) return;
        lock (_gate)
        {
            var happened = new LiveEvent(++_last, type, text);
            _ring[_last % Kept] = happened;
            _first = Math.Max(_first, _last - Kept + 1);
            foreach (var listener in _listeners) listener.Offer(happened);
        }
    }

    /// <summary>Something may have happened that nobody was told of: all listeners read anew whatever they show.</summary>
    public void Reset()
    {
        if (!IsWanted) return;
        lock (_gate)
        {
            // A gap, which no listener can close.
            _last += 2;
            _first = _last;
            var gap = new LiveEvent(_last, LiveEventType.None, "{}");
            _ring[_last % Kept] = gap;
            foreach (var listener in _listeners) listener.Offer(gap);
        }
    }

    /// <summary>Begins to listen; dispose of it to end that.</summary>
    /// <param name="types">To what.</param>
    /// <param name="lastId">The id of the last event that the listener has, where it has any.</param>
    public LiveSubscription Listen(LiveEventType types, string? lastId)
    {
        Relay?.Listening(isFirst: !IsWanted);
        lock (_gate)
        {
            // What happened while nobody listened was not put together: nobody may believe to have it.
            if (!IsWanted) _first = ++_last + 1;
            var from = lastId is null ? _last : SequenceOf(lastId);
            var isKnown = from >= _first - 1 && from <= _last;
            var missed = new List<LiveEvent>();
            for (var i = from + 1; isKnown && i <= _last; i++) missed.Add(_ring[i % Kept]!);
            var listener = new LiveSubscription(this, types, isKnown ? from : _last, missed) { MustReset = !isKnown };
            _listeners = [.. _listeners, listener];
            return listener;
        }
    }

    public void Leave(LiveSubscription listener)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners.Where(other => other != listener)];
            Volatile.Write(ref _leftAt, time.GetTimestamp());
        }
    }

    /// <summary>
    /// What to send as <c>Last-Event-ID</c> to go on behind an event. Another run of the gateway knows nothing of this one's.
    /// </summary>
    public string IdOf(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{_run}-{sequence}");

    private long SequenceOf(string id)
    {
        var parts = id.Split('-');
        return parts.Length == 2 && parts[0] == _run
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? sequence : -1;
    }
}

/// <summary>Has what happens at each of several gateways told to the listeners of all.</summary>
internal interface IEventRelay
{
    /// <summary>Whether anybody listens at another gateway.</summary>
    bool IsWanted { get; }

    /// <summary>Something has happened here.</summary>
    void Pass(LiveEventType type, string text);

    /// <summary>Somebody begins to listen here.</summary>
    /// <param name="isFirst">Whether nobody has listened for a while, so that other gateways do not know it.</param>
    void Listening(bool isFirst);
}
