using System.Collections.Concurrent;

namespace PlantOps.Gateway.Devices.Presence;

/// <summary>What other gateways say of devices that are connected to them, and what there is to say to them.</summary>
internal sealed partial class DevicePresence
{
    private readonly ConcurrentDictionary<int, SharedPresence> _elsewhere = new();

    /// <summary>How many devices are connected to this gateway.</summary>
    public int ConnectedHere => Volatile.Read(ref _connectedHere);

    /// <summary>
    /// The id of the other gateway that a device is connected to; <see langword="null"/> where it is here, or nowhere.
    /// </summary>
    public string? GatewayOf(int number) =>
        _entries.TryGetValue(number, out var here) && here.Connections > 0 ? null
            : _elsewhere.TryGetValue(number, out var there) && there.Connected ? there.Gateway : null;

    /// <summary>Another gateway says how it is with a device.</summary>
    public void Elsewhere(SharedPresence there)
    {
        var before = _elsewhere.GetValueOrDefault(there.Device);

        // A device that has gone on to a third one is gone from the second: what is known of the third stays.
        if (before is { Connected: true } && before.Gateway != there.Gateway && !there.Connected) return;
        _elsewhere[there.Device] = there with { Heartbeat = there.Heartbeat ?? before?.Heartbeat };
        if (before?.Connected != there.Connected) Changed?.Invoke(there.Device);
    }

    /// <summary>Only these gateways are still there: whoever was connected to another one is not.</summary>
    public void KeepConnected(Func<string, bool> isLive)
    {
        foreach (var (number, there) in _elsewhere)
        {
            if (!there.Connected || isLive(there.Gateway)) continue;
            if (_elsewhere.TryUpdate(number, there with { Connected = false }, there)) Changed?.Invoke(number);
        }
    }

    /// <summary>
    /// What has changed of devices that this gateway has heard of in this run since it was asked last: who has come or gone, and
    /// of the others what was not told for a while.
    /// </summary>
    /// <param name="atLeast">How long ago a device was told of that is told of again, though it has neither come nor gone, in
    /// milliseconds.</param>
    public IEnumerable<SharedPresence> Untold(long atLeast)
    {
        var now = Steady();
        foreach (var (number, entry) in _entries)
        {
            if (entry.LastSeen?.Steady is not { } seen) continue;
            var told = entry.Told;
            var isConnected = entry.Connections > 0;
            if (told.At != 0 && told.Connected == isConnected && (told.Seen == seen || now - told.At < atLeast)) continue;
            entry.Told = new ToldPresence(now + 1, isConnected, seen);
            yield return Of(number, entry, isConnected);
        }
    }

    /// <summary>Somebody has not heard what was told: all of it is told again.</summary>
    public void ForgetTold()
    {
        foreach (var entry in _entries.Values) entry.Told = default;
    }

    private static DeviceHeartbeat? Later(DeviceHeartbeat? one, DeviceHeartbeat? other) =>
        (one?.ReceivedAt ?? -1) >= (other?.ReceivedAt ?? -1) ? one : other;

    private SharedPresence Of(int number, Entry entry, bool isConnected) => new()
    {
        Device = number,
        Connected = isConnected,
        ConnectedAt = UnixMs(entry.ConnectedAt),
        LastSeen = Math.Min(UnixMs(entry.LastSeen), Now()),
        BackAt = UnixMs(entry.BackAt),
        PostedAt = UnixMs(entry.PostedAt),
        Silence = entry.Silence.Length,
        Heartbeat = entry.Heartbeat,
    };

    private PresenceFacts With(PresenceFacts here, SharedPresence there)
    {
        long? lastSeen = there.LastSeen > 0 ? Math.Min(there.LastSeen, Now()) : null;
        var isLater = (lastSeen ?? 0) > (here.LastSeen ?? 0);
        return new PresenceFacts(
            here.Connected || there.Connected,
            here.WasConnected || there.ConnectedAt > 0,
            Math.Max(here.ConnectedAt, there.ConnectedAt),
            isLater ? lastSeen : here.LastSeen,
            isLater ? there.BackAt : here.BackAt,
            Math.Max(here.PostedAt, there.PostedAt),
            Math.Max(here.UsualSilence, there.Silence));
    }

    /// <param name="At">When it was told, by the steady clock in milliseconds and one more; 0 where it was not.</param>
    /// <param name="Connected">What was told.</param>
    /// <param name="Seen">When it had last been heard of, by the steady clock.</param>
    private readonly record struct ToldPresence(long At, bool Connected, long Seen);
}

/// <summary>
/// How it is with a device at one gateway, as it tells others. Fields are only ever added: they may be of another version.
/// </summary>
internal sealed record SharedPresence
{
    /// <summary>Its number.</summary>
    public required int Device { get; init; }

    public required bool Connected { get; init; }

    /// <summary>Unix milliseconds; 0 where it was not.</summary>
    public long ConnectedAt { get; init; }

    /// <summary>Unix milliseconds; 0 where it was not heard of.</summary>
    public long LastSeen { get; init; }

    /// <summary>Until when it sleeps, at the latest, Unix milliseconds; 0 where it does not.</summary>
    public long BackAt { get; init; }

    /// <summary>Unix milliseconds; 0 where it did not post.</summary>
    public long PostedAt { get; init; }

    /// <summary>For how long it says nothing as a rule, milliseconds; 0 where that is not known.</summary>
    public long Silence { get; init; }

    public DeviceHeartbeat? Heartbeat { get; init; }

    /// <summary>Who says it, by id; not told, because the message has it.</summary>
    public string Gateway { get; init; } = string.Empty;
}
