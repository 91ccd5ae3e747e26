using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using PlantOps.Contracts;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// One device's connection, between Kestrel and the MQTT server. What must be on disk before it is acknowledged is
/// taken out here, and its acknowledgement is sent from here; the rest passes through. Doing that in the server's
/// publish interceptor would make each client wait for one commit a message. What the server lacks of MQTT 5 is here too.
/// </summary>
internal sealed class DeviceChannel : IMqttChannelAdapter
{
    /// <summary>Answers that a client may ask for before it reads one: then the gateway reads on only as it does.</summary>
    private const int MaxAnswers = 256;

    private readonly ConnectionContext _connection;
    private readonly PacketReader _reader;
    private readonly PacketWriter _writer;
    private readonly KeepAlive _keepAlive;
    private readonly AcknowledgementQueue _acknowledgements;
    private readonly PublishGate _gate;
    private readonly DeviceSessions _sessions;
    private readonly BrokerMetrics _metrics;
    private readonly ClientFaults _faults;
    private readonly TopicAliases _aliases = new();
    private readonly SubscribeOrder _subscribeOrder = new();
    private readonly SemaphoreSlim _answers = new(MaxAnswers);

    // What the server is told as if the client had sent it.
    private readonly ConcurrentQueue<MqttPacket> _inserted = new();
    private DeviceSession? _session;
    private OutgoingPublishes? _publishes;
    private volatile ConnectedClient? _client;
    private volatile bool _isEnded;

    public DeviceChannel(
        ConnectionContext connection, MqttPacketFormatterAdapter formatter, PublishGate gate, DeviceSessions sessions,
        BrokerMetrics metrics, ClientFaults faults, TimeProvider time)
    {
        (_connection, PacketFormatterAdapter) = (connection, formatter);
        _keepAlive = new KeepAlive(time, Expired);
        _reader = new PacketReader(connection.Transport.Input, formatter, _keepAlive);
        _writer = new PacketWriter(connection, formatter, time);
        _acknowledgements = new AcknowledgementQueue(_writer, metrics);
        (_gate, _sessions, _metrics, _faults) = (gate, sessions, metrics, faults);
    }

    /// <summary>Who is connected, as it was when its credentials were accepted.</summary>
    public ConnectedClient? Client
    {
        get => _client;
        set => Interlocked.Exchange(ref _client, value);
    }

    /// <summary>The device that is connected; <see langword="null"/> where a program with a login of its own is.</summary>
    public Device? Device => _client?.Device;

    /// <summary>Whether the device counts as connected, and has to be taken off that count when the connection ends.</summary>
    public bool IsCounted { get; set; }

    /// <summary>What the client asked for; <see langword="null"/> before it has sent its CONNECT.</summary>
    public ConnectRequest? Request { get; private set; }

    public MqttPacketFormatterAdapter PacketFormatterAdapter { get; }

    public long BytesReceived => _reader.BytesRead;

    public long BytesSent => _writer.BytesWritten;

    public EndPoint? RemoteEndPoint => _connection.RemoteEndPoint;

    public EndPoint? LocalEndPoint => _connection.LocalEndPoint;

    public X509Certificate2? ClientCertificate => _connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;

    public bool IsSecureConnection => _connection.Features.Get<ITlsHandshakeFeature>() is not null;

    private bool IsVersion5 => PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V500;

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_isEnded) throw new MqttCommunicationException("The connection was ended from this side.");
            if (_inserted.TryDequeue(out var inserted)) return inserted;
            if (await NextAsync(cancellationToken) is { } packet) return packet;
        }
    }

    public async Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        switch (packet)
        {
            // The answer to a publish waits for its turn behind those that wait for the disk.
            case MqttPubAckPacket or MqttPubRecPacket when _acknowledgements.TrySettle((MqttPacketWithIdentifier)packet):
                return;
            case MqttPublishPacket { QualityOfServiceLevel: > 0 } publish when _publishes is { } publishes:
                publishes.Add(publish);
                await _writer.WriteAsync(publishes, cancellationToken);
                return;
            case MqttPublishPacket publish:
                _session?.Sending(publish);
                break;
            case MqttConnAckPacket answer:
                Begin(answer);
                break;
            case MqttSubAckPacket subscribed:
                _subscribeOrder.Restore(subscribed, IsVersion5);
                _answers.Release();
                break;
            case MqttUnsubAckPacket or MqttPingRespPacket or MqttPubRelPacket or MqttPubCompPacket:
                _answers.Release();
                break;
            case MqttDisconnectPacket:
                _writer.WriteLast(packet);
                return;
        }

        await _writer.WriteAsync(packet, cancellationToken);
    }

    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _connection.Transport.Input.CompleteAsync();
            await _writer.CloseAsync(cancellationToken);
        }
        catch (Exception exception) when (BrokerLog.IsOfAClient(exception))
        {
            _connection.Abort(new ConnectionAbortedException("The client does not let the connection end."));
        }
    }

    /// <summary>Ends the connection from this side, whatever it is doing.</summary>
    public void End()
    {
        // A read that finds a packet does not say that it was cancelled.
        _isEnded = true;
        _reader.Wake();
    }

    /// <summary>It is a device's, and not one of those that may be ended for others.</summary>
    public void LoggedIn() => _connection.Features.Get<PendingConnection>()?.Release();

    public void ResetStatistics()
    {
        _reader.BytesRead = 0;
        _writer.BytesWritten = 0;
    }

    public void Dispose()
    {
        _keepAlive.Dispose();
        _writer.Dispose();
        _answers.Dispose();
    }

    // What the server sees of it; null where it sees nothing.
    private async ValueTask<MqttPacket?> HandleAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        switch (packet)
        {
            case MqttConnectPacket connect:
                if (Request is not null) throw RefusedPacketException.NotAllowed("A second CONNECT.");
                Request = new ConnectRequest(connect);
                return connect;
            case MqttPublishPacket publish when Client is { } client:
                return await PassesAsync(client, publish, cancellationToken) ? publish : null;
            case MqttPubAckPacket acknowledged:
                await SendNextAsync(acknowledged.PacketIdentifier, cancellationToken);
                return acknowledged;
            case MqttPubCompPacket completed:
                await SendNextAsync(completed.PacketIdentifier, cancellationToken);
                return completed;
            case MqttPubRecPacket { ReasonCode: >= MqttPubRecReasonCode.UnspecifiedError } refused:
                // Over and done with, like an acknowledgement (MQTT 5, 4.3.3).
                await SendNextAsync(refused.PacketIdentifier, cancellationToken);
                return new MqttPubAckPacket { PacketIdentifier = refused.PacketIdentifier };
            case MqttDisconnectPacket disconnect:
                Request?.End(disconnect.ReasonCode, _reader.SessionExpiry, _session);
                return disconnect;
            case MqttPubRelPacket release when Client is { } client:
                _gate.Release(client, release.PacketIdentifier);
                break;
            case MqttSubscribePacket subscribe:
                _subscribeOrder.Note(subscribe);
                break;
        }

        if (packet is MqttSubscribePacket or MqttUnsubscribePacket or MqttPingReqPacket or MqttPubRelPacket or MqttPubRecPacket)
            await _answers.WaitAsync(cancellationToken);
        return packet;
    }

    private async ValueTask<bool> PassesAsync(ConnectedClient client, MqttPublishPacket publish, CancellationToken stopping)
    {
        _aliases.Resolve(publish);
        switch (await _gate.PassAsync(client, publish, _acknowledgements, stopping))
        {
            case PublishFate.Taken:
                // Only the device itself may subscribe: where it has, the server sees a copy that asks for no answer.
                if (_session?.Wants(publish.Topic) != true) return false;
                publish.QualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce;
                publish.Retain = false;
                return true;
            case PublishFate.Refused:
                if (publish.QualityOfServiceLevel > MqttQualityOfServiceLevel.AtMostOnce) Refuse(publish);
                return false;
            default:
                return true;
        }
    }

    // MQTT 3.1.1 has no word for no: an acknowledgement would promise what was not done (MQTT-3.3.5-2).
    private void Refuse(MqttPublishPacket publish)
    {
        if (!IsVersion5) throw new MqttCommunicationException("A publish outside the device's own topics.");
        _acknowledgements.Owe(publish).SettleWith(MqttPubAckReasonCode.NotAuthorized);
    }

    private async ValueTask<MqttPacket?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken) is { } packet ? await HandleAsync(packet, cancellationToken) : null;
        }
        catch (RefusedPacketException refused)
        {
            _faults.Note(RemoteEndPoint, refused.Kind);
            await RefuseAsync(refused, cancellationToken);
            throw new MqttCommunicationException(refused.Message);
        }
        catch (Exception exception) when (exception is MqttProtocolViolationException or FormatException or ArgumentException)
        {
            _faults.Note(RemoteEndPoint, "malformed");
            throw new MqttCommunicationException("A malformed packet.", exception);
        }
        catch (IOException exception) when (BrokerLog.IsOfAClient(exception))
        {
            throw new MqttCommunicationException("The connection broke.", exception);
        }
    }

    private async ValueTask RefuseAsync(RefusedPacketException refused, CancellationToken cancellationToken)
    {
        if (refused.ConnectReturnCode is { } code) await _writer.WriteAsync(new byte[] { 0x20, 2, 0, code }, cancellationToken);
        else if (IsVersion5 && _session is not null) _writer.WriteLast(new MqttDisconnectPacket { ReasonCode = refused.Reason });
    }

    private void Begin(MqttConnAckPacket answer)
    {
        answer.MaximumPacketSize = Limits.MaxPacketBytes;
        answer.TopicAliasMaximum = TopicAliases.Maximum;
        if (Request is not { } request || Client is not { } client || answer.ReasonCode != MqttConnectReasonCode.Success) return;
        _reader.LiftLimit();
        _writer.MaxBytes = request.MaximumPacketSize;
        _session = request.BeginSession(_sessions, client.Id, answer.IsSessionPresent);
        _publishes = new OutgoingPublishes(_session, request.ReceiveMaximum, Dropped);
        _keepAlive.Begin(request.KeepAliveSeconds);
    }

    private Task SendNextAsync(ushort acknowledged, CancellationToken cancellationToken) =>
        _publishes?.Acknowledged(acknowledged) == true ? _writer.WriteAsync(_publishes, cancellationToken) : Task.CompletedTask;

    // To the server it is delivered.
    private void Dropped(MqttPublishPacket publish)
    {
        _metrics.Refused("too_large_for_client");
        _inserted.Enqueue(new MqttPubAckPacket { PacketIdentifier = publish.PacketIdentifier });
        _reader.Wake();
    }

    private void Expired()
    {
        try
        {
            if (IsVersion5)
                _writer.WriteLast(new MqttDisconnectPacket { ReasonCode = MqttDisconnectReasonCode.KeepAliveTimeout });
            End();
        }
        catch (ObjectDisposedException)
        {
            // The connection ended at the same moment.
        }
    }
}
