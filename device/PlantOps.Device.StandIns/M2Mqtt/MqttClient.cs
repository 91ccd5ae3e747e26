using System.Buffers;
using System.Collections;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using NetClient = MQTTnet.IMqttClient;
using NoAnswer = nanoFramework.M2Mqtt.Exceptions.MqttCommunicationException;

namespace nanoFramework.M2Mqtt;

/// <summary>
/// nanoFramework.M2Mqtt's client on .NET, over MQTTnet: the part of it that the device uses, with its behaviour.
/// The name is resolved once, in the constructor. Publishing while there is no connection gives an id and no error.
/// Only <see cref="MqttMsgPublished"/> means that a message was delivered.
/// </summary>
public sealed class MqttClient : IMqttClient, IDisposable
{
    private readonly ClientOptions _options;
    private NetClient? _client;
    private int _lastMessageId;

    /// <exception cref="SocketException">The name cannot be resolved.</exception>
    public MqttClient(
        string brokerHostName, int brokerPort, bool secure, X509Certificate? caCert, X509Certificate? clientCert,
        MqttSslProtocols sslProtocol)
    {
        if (clientCert != null) throw new NotSupportedException("The stand-in has no client certificates.");

        var addresses = Dns.GetHostAddresses(brokerHostName);
        var address = Array.Find(addresses, a => a.AddressFamily == AddressFamily.InterNetwork) ?? addresses[0];
        _options = new ClientOptions(brokerHostName, new IPEndPoint(address, brokerPort), secure, caCert, sslProtocol);
    }

    public event IMqttClient.MqttMsgPublishEventHandler? MqttMsgPublishReceived;

    public event IMqttClient.MqttMsgPublishedEventHandler? MqttMsgPublished;

    public event IMqttClient.ConnectionClosedEventHandler? ConnectionClosed;

    public bool IsConnected => _client?.IsConnected == true;

    /// <exception cref="MqttConnectionException">Nothing listens there, or TLS did not come about (wrong CA, wrong
    /// host).</exception>
    /// <exception cref="NoAnswer">The broker closed the connection; seen on hardware with a wrong password.</exception>
    public MqttReasonCode Connect(
        string clientId,
        string username,
        string password,
        bool willRetain,
        MqttQoSLevel willQosLevel,
        bool willFlag,
        string willTopic,
        string willMessage,
        bool cleanSession,
        ushort keepAlivePeriod)
    {
        var options = _options.Builder()
            .WithClientId(clientId)
            .WithCredentials(username, password)
            .WithCleanSession(cleanSession)
            .WithKeepAlivePeriod(TimeSpan.FromSeconds(keepAlivePeriod));
        if (willFlag)
        {
            options.WithWillTopic(willTopic).WithWillPayload(willMessage).WithWillRetain(willRetain)
                .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)willQosLevel);
        }

        Close();
        _client = new MqttClientFactory().CreateMqttClient();
        _client.ApplicationMessageReceivedAsync += OnReceived;
        _client.DisconnectedAsync += OnDisconnected;
        return Open(_client, options.Build());
    }

    public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
    {
        var client = _client;
        var subscription = new MqttClientSubscribeOptionsBuilder();
        for (var i = 0; i < topics.Length; i++) subscription.WithTopicFilter(topics[i], (MqttQualityOfServiceLevel)qosLevels[i]);
        if (client is { IsConnected: true }) InBackground(() => client.SubscribeAsync(subscription.Build()));
        return NextMessageId();
    }

    public ushort Publish(
        string topic, byte[] message, string? contentType, ArrayList? userProperties, MqttQoSLevel qosLevel, bool retain)
    {
        if (contentType != null || userProperties != null) throw new NotSupportedException("MQTT 3.1.1 has no properties.");

        var messageId = NextMessageId();
        var client = _client;
        if (client is { IsConnected: true })
        {
            var built = new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(message).WithRetainFlag(retain)
                .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)qosLevel).Build();
            InBackground(() => Deliver(client, built, messageId));
        }

        return messageId;
    }

    /// <exception cref="NoAnswer">There is no connection.</exception>
    public void Disconnect()
    {
        try
        {
            if (_client == null) throw new NoAnswer();

            var client = _client;
            Blocking(() => client.DisconnectAsync());
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException e)
        {
            throw new NoAnswer(e);
        }
    }

    /// <summary>
    /// Closes the socket without saying so: the broker sends the last will, unless <see cref="Disconnect"/> came before.
    /// </summary>
    public void Close() => Interlocked.Exchange(ref _client, null)?.Dispose();

    public void Dispose() => Close();

    // On a thread of the pool: the caller's may be one that MQTTnet's continuations would have to wait for.
    private static T Blocking<T>(Func<Task<T>> work) => Task.Run(work).GetAwaiter().GetResult();

    private static void Blocking(Func<Task> work) => Task.Run(work).GetAwaiter().GetResult();

    private static MqttReasonCode Open(NetClient client, MqttClientOptions options)
    {
        try
        {
            return Codes.Of(Blocking(() => client.ConnectAsync(options)).ResultCode);
        }
        catch (MqttConnectingFailedException e)
        {
            throw new NoAnswer(e);
        }
        catch (Exception e)
            when (e is MQTTnet.Exceptions.MqttCommunicationException or OperationCanceledException or SocketException)
        {
            throw new MqttConnectionException("Exception connecting to the broker", e);
        }
    }

    private async Task Deliver(NetClient client, MqttApplicationMessage message, ushort messageId)
    {
        var result = await client.PublishAsync(message).ConfigureAwait(false);
        MqttMsgPublished?.Invoke(this, new MqttMsgPublishedEventArgs(messageId, result.IsSuccess));
    }

    private Task OnReceived(MqttApplicationMessageReceivedEventArgs e)
    {
        var message = e.ApplicationMessage;
        MqttMsgPublishReceived?.Invoke(this, new MqttMsgPublishEventArgs(
            message.Topic, message.Payload.ToArray(), message.Dup, (MqttQoSLevel)message.QualityOfServiceLevel, message.Retain));
        return Task.CompletedTask;
    }

    private Task OnDisconnected(MqttClientDisconnectedEventArgs e)
    {
        if (e.ClientWasConnected) ConnectionClosed?.Invoke(this, EventArgs.Empty);
        return Task.CompletedTask;
    }

    // The real library queues and sends on a thread of its own; what does not get through is not told of.
    private static void InBackground(Func<Task> send) => _ = Watched(send);

    private static async Task Watched(Func<Task> send)
    {
        try
        {
            await send().ConfigureAwait(false);
        }
        catch (Exception e) when (e is MQTTnet.Exceptions.MqttCommunicationException or OperationCanceledException
            or InvalidOperationException or ObjectDisposedException)
        {
            // The connection is gone: ConnectionClosed says so.
        }
    }

    private ushort NextMessageId() => (ushort)((Interlocked.Increment(ref _lastMessageId) % ushort.MaxValue) + 1);
}
