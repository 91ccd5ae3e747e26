using System.Collections.Concurrent;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// QoS 2: the packet identifiers that a device's session has published and not released yet (MQTT 3.1.1, 4.3.3). They
/// outlive a connection, because a client that reconnects sends the same publish again.
/// </summary>
internal sealed class ExactlyOnce
{
    private readonly ConcurrentDictionary<int, HashSet<ushort>> _unreleased = new();

    /// <summary>Notes a publish; <see langword="false"/> where it was received before.</summary>
    public bool TryReceive(int device, ushort packetIdentifier)
    {
        var identifiers = Of(device);
        lock (identifiers) return identifiers.Add(packetIdentifier);
    }

    public void Release(int device, ushort packetIdentifier)
    {
        var identifiers = Of(device);
        lock (identifiers) identifiers.Remove(packetIdentifier);
    }

    /// <summary>A new session knows nothing of the old one's identifiers.</summary>
    public void Forget(int device) => _unreleased.TryRemove(device, out _);

    private HashSet<ushort> Of(int device) => _unreleased.GetOrAdd(device, static _ => []);
}
