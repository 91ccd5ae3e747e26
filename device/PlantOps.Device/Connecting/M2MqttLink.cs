using System;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using PlantOps.Device.Core.Connecting;
using PlantOps.Device.Network;

namespace PlantOps.Device.Connecting;

/// <summary>
/// MQTT by nanoFramework.M2Mqtt. A new client each time: the library resolves the host's name only in its
/// constructor, and a gateway may have moved. The old one is closed before, because a client that is only
/// disconnected leaves a thread behind.
/// </summary>
internal sealed class M2MqttLink : IMqttLink
{
    private readonly object _gate = new object();
    private IMqttListener? _listener;

    /// <summary>The library's client; <see langword="null"/> while there is none.</summary>
    public MqttClient? Client { get; private set; }

    public bool IsConnected => Client != null && Client.IsConnected;

    public string Problem { get; private set; } = string.Empty;

    public void Attach(IMqttListener listener) => _listener = listener;

    public MqttConnectResult Connect(MqttSession session)
    {
        Close();
        X509Certificate? ca = StoredCa.Read(session.CaPem);
        if (ca == null)
        {
            return Failed(StoredCa.Unreadable);
        }

        try
        {
            MqttClient client = new MqttClient(session.Host, session.Port, true, ca, null, MqttSslProtocols.TLSv1_2);
            return Open(client, session);
        }
        catch (SocketException)
        {
            return Failed("its name is not known");
        }
        catch (ArgumentException e)
        {
            return Failed(string.Concat("its address cannot be used: ", e.Message));
        }
    }

    public bool Subscribe(string[] topics)
    {
        MqttClient? client = Client;
        if (client == null || !client.IsConnected)
        {
            return false;
        }

        MqttQoSLevel[] levels = new MqttQoSLevel[topics.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = MqttQoSLevel.AtLeastOnce;
        }

        client.Subscribe(topics, levels);
        return true;
    }

    // The library takes a message without a connection and never sends it; asking before keeps such a message here.
    public int Publish(string topic, byte[] payload, bool atLeastOnce, bool retain)
    {
        MqttClient? client = Client;
        if (client == null || !client.IsConnected)
        {
            return -1;
        }

        MqttQoSLevel level = atLeastOnce ? MqttQoSLevel.AtLeastOnce : MqttQoSLevel.AtMostOnce;
        return client.Publish(topic, payload, null, null, level, retain);
    }

    public void Close()
    {
        MqttClient? client;
        lock (_gate)
        {
            client = Client;
            Client = null;
        }

        if (client == null)
        {
            return;
        }

        client.MqttMsgPublished -= OnPublished;
        client.MqttMsgPublishReceived -= OnReceived;
        client.ConnectionClosed -= OnClosed;
        try
        {
            if (client.IsConnected)
            {
                client.Disconnect();
            }
        }
        catch (MqttCommunicationException)
        {
            // The connection is gone already: there is nobody to take leave of.
        }

        client.Close();
    }

    private MqttConnectResult Open(MqttClient client, MqttSession session)
    {
        client.MqttMsgPublished += OnPublished;
        client.MqttMsgPublishReceived += OnReceived;
        client.ConnectionClosed += OnClosed;
        lock (_gate)
        {
            Client = client;
        }

        MqttConnectResult result = Handshake(client, session);
        if (result != MqttConnectResult.Connected)
        {
            Close();
        }

        return result;
    }

    private MqttConnectResult Handshake(MqttClient client, MqttSession session)
    {
        try
        {
            MqttReasonCode code = client.Connect(
                session.ClientId, session.Username, session.Password, true, MqttQoSLevel.AtLeastOnce, true,
                session.WillTopic, session.WillMessage, true, (ushort)session.KeepAliveS);
            return code == MqttReasonCode.Success ? MqttConnectResult.Connected : Judge(code);
        }
        catch (MqttConnectionException)
        {
            return Failed("it does not answer, or its certificate is not signed by the stored CA");
        }
        catch (MqttCommunicationException)
        {
            // Seen with a wrong password: the broker closes the connection before its answer is read.
            Problem = "it closed the connection";
            return MqttConnectResult.Refused;
        }
    }

    private MqttConnectResult Judge(MqttReasonCode code)
    {
        Problem = "it refused the connection";
        bool credentials = code == MqttReasonCode.ConnectionRefusedBadUserNameOrPassword
            || code == MqttReasonCode.ConnectionRefusedNotAuthorized
            || code == MqttReasonCode.ConnectionRefusedIdentifierRejected;
        return credentials ? MqttConnectResult.Refused : MqttConnectResult.Unreachable;
    }

    private MqttConnectResult Failed(string problem)
    {
        Problem = problem;
        return MqttConnectResult.Unreachable;
    }

    // An old client may still have something to say; message ids mean something only within one connection.
    private IMqttListener? ListenerFor(object sender)
    {
        lock (_gate)
        {
            return sender == Client ? _listener : null;
        }
    }

    private void OnPublished(object sender, MqttMsgPublishedEventArgs e)
    {
        if (e.IsPublished)
        {
            ListenerFor(sender)?.Delivered(e.MessageId);
        }
    }

    private void OnReceived(object sender, MqttMsgPublishEventArgs e) => ListenerFor(sender)?.Received(e.Topic, e.Message);

    private void OnClosed(object sender, System.EventArgs e) => ListenerFor(sender)?.Closed();
}
