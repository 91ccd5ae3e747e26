using MQTTnet.Exceptions;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>What a client asked for when it connected, as far as the MQTT server leaves it to the gateway.</summary>
internal sealed class ConnectRequest
{
    private readonly MqttConnectPacket _connect;

    /// <summary>Takes over from the CONNECT what the server is not to see.</summary>
    public ConnectRequest(MqttConnectPacket connect)
    {
        _connect = connect;
        IsUnnamed = string.IsNullOrEmpty(connect.ClientId);
        WillTopic = connect.WillFlag ? connect.WillTopic : null;
        DelayedWill = DelayedWill.TakeFrom(connect);

        // A device is one client however its library names itself: a second connection takes over from the first.
        if (!string.IsNullOrEmpty(connect.Username)) connect.ClientId = connect.Username;

        // The server looks at the time of day for it, which jumps.
        KeepAliveSeconds = connect.KeepAlivePeriod;
        connect.KeepAlivePeriod = 0;
    }

    /// <summary>Whether the client left it to the broker to name it.</summary>
    public bool IsUnnamed { get; }

    /// <summary>Where the client's last will is to be published; <see langword="null"/> where it has none.</summary>
    public string? WillTopic { get; }

    /// <summary>A will that is to be published some time after the connection broke, if there is one.</summary>
    public DelayedWill? DelayedWill { get; private set; }

    public ushort KeepAliveSeconds { get; }

    public ushort ReceiveMaximum => _connect.ReceiveMaximum;

    public uint MaximumPacketSize => _connect.MaximumPacketSize;

    /// <summary>Whether the client wants to be authenticated in a way that there is none of here.</summary>
    public bool WantsOtherAuthentication => _connect.AuthenticationMethod is not null;

    public DeviceSession BeginSession(DeviceSessions sessions, string device, bool isResumed) =>
        sessions.Begin(device, _connect, isResumed);

    /// <summary>The client ends the connection.</summary>
    /// <param name="reason">Why: from MQTT 5 on everything but a normal end has its will published (MQTT 5, 3.14.4).</param>
    /// <param name="expiry">How many seconds its session is to last, where it says that (MQTT 5, 3.14.2.2.2).</param>
    /// <param name="session">Its session.</param>
    /// <exception cref="MqttCommunicationException">To the server the connection broke.</exception>
    public void End(MqttDisconnectReasonCode reason, uint? expiry, DeviceSession? session)
    {
        if (expiry is { } seconds)
        {
            if (_connect.SessionExpiryInterval == 0 && seconds != 0)
                throw RefusedPacketException.NotAllowed("A session that was to end cannot be kept.");

            // The server does not tell 0 from none.
            _connect.SessionExpiryInterval = seconds;
            session?.ExpiresAfter(seconds);
        }

        if (reason != MqttDisconnectReasonCode.NormalDisconnection)
            throw new MqttCommunicationException("The client ends the connection and wants its will to be published.");
        DelayedWill = null;
    }
}
