using System.Collections.Concurrent;
using MQTTnet.Packets;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>The sessions, one a device, by its id.</summary>
internal sealed class DeviceSessions
{
    private readonly ConcurrentDictionary<string, DeviceSession> _sessions = new();

    public DeviceSession? Find(string device) => _sessions.GetValueOrDefault(device);

    /// <summary>A device has connected: with the session that it had, or with a new one.</summary>
    public DeviceSession Begin(string device, MqttConnectPacket connect, bool isResumed)
    {
        if (!isResumed || Find(device) is not { } session) return _sessions[device] = new DeviceSession(connect);
        session.Resume();
        session.ExpiresAfter(connect.SessionExpiryInterval);
        return session;
    }
}
