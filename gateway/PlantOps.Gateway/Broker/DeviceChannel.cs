using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using PlantOps.Contracts;
using PlantOps.Gateway.Devices;

namespace PlantOps.Gateway.Broker;

/// <summary>
/// One device's connection, between Kestrel and the MQTT server. What must be on disk before it is acknowledged is
/// taken out here, and its acknowledgement is sent from here; the rest passes through. Doing that in the server's
/// publish interceptor would make each client wait for one commit a message.
/// </summary>
internal sealed class DeviceChannel : IMqttChannelAdapter
{
    private readonly ConnectionContext _connection;
    private readonly PacketReader _reader;
    private readonly PacketWriter _writer;
    private readonly AcknowledgementQueue _acknowledgements;
    private readonly PublishGate _gate;
    private readonly BrokerMetrics _metrics;
    private readonly TopicAliases _aliases = new();
    private volatile Device? _device;
    private volatile bool _isEnded;

    public DeviceChannel(ConnectionContext connection, MqttPacketFormatterAdapter formatter, PublishGate gate, BrokerMetrics metrics)
    {
        _connection = connection;
        PacketFormatterAdapter = formatter;
        _reader = new PacketReader(connection.Transport.Input, formatter);
        _writer = new PacketWriter(connection.Transport.Output, formatter);
        _acknowledgements = new AcknowledgementQueue(_writer, metrics);
        _gate = gate;
        _metrics = metrics;
    }

    /// <summary>Who is connected, as it was when its credentials were accepted.</summary>
    public Device? Device
    {
        get => _device;
        set => Interlocked.Exchange(ref _device, value);
    }

    /// <summary>Whether the client left it to the broker to name it.</summary>
    public bool IsUnnamed { get; private set; }

    /// <summary>Where the client's last will is to be published; <see langword="null"/> where it has none.</summary>
    public string? WillTopic { get; private set; }

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
            var packet = await ReadAsync(cancellationToken);
            switch (packet)
            {
                case MqttConnectPacket connect:
                    Introduce(connect);
                    return connect;
                case MqttPubRelPacket release when Device is { } device:
                    _gate.Release(device, release.PacketIdentifier);
                    return release;
                case MqttPublishPacket publish when Device is { } device:
                    if (await PassesAsync(device, publish, cancellationToken)) return publish;
                    break;
                default:
                    return packet;
            }
        }
    }

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        switch (packet)
        {
            // The answer to a publish waits for its turn behind those that wait for the disk.
            case MqttPubAckPacket or MqttPubRecPacket when _acknowledgements.TrySettle((MqttPacketWithIdentifier)packet):
                return Task.CompletedTask;
            case MqttConnAckPacket accepted:
                accepted.MaximumPacketSize = Limits.MaxPacketBytes;
                accepted.TopicAliasMaximum = TopicAliases.Maximum;
                break;
        }

        return _writer.WriteAsync(packet, cancellationToken);
    }

    public async Task DisconnectAsync(CancellationToken cancellationToken)
    {
        await _connection.Transport.Input.CompleteAsync();
        await _writer.CloseAsync();
    }

    /// <summary>Ends the connection from this side, whatever it is doing.</summary>
    public void End()
    {
        // A read that finds a packet does not say that it was cancelled.
        _isEnded = true;
        _connection.Transport.Input.CancelPendingRead();
    }

    public void ResetStatistics()
    {
        _reader.BytesRead = 0;
        _writer.BytesWritten = 0;
    }

    public void Dispose() => _writer.Dispose();

    private async ValueTask<bool> PassesAsync(Device device, MqttPublishPacket publish, CancellationToken cancellationToken)
    {
        _aliases.Resolve(publish);
        switch (await _gate.PassAsync(device, publish, _acknowledgements, cancellationToken))
        {
            case PublishFate.Taken:
                // The server sees a copy that asks for no answer: for its keep-alive, and for whoever subscribes.
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

    private async ValueTask<MqttPacket> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (PacketTooLargeException)
        {
            _metrics.Refused("too_large");
            if (IsVersion5)
            {
                var farewell = new MqttDisconnectPacket { ReasonCode = MqttDisconnectReasonCode.PacketTooLarge };
                await _writer.WriteAsync(farewell, cancellationToken);
            }

            throw;
        }
        catch (Exception exception) when (exception is MqttProtocolViolationException or FormatException or ArgumentException)
        {
            _metrics.Refused("malformed");
            throw new MqttCommunicationException("A malformed packet.", exception);
        }
    }

    // A device is one client however its library names itself: a second connection takes over from the first.
    private void Introduce(MqttConnectPacket connect)
    {
        IsUnnamed = string.IsNullOrEmpty(connect.ClientId);
        WillTopic = connect.WillFlag ? connect.WillTopic : null;
        if (!string.IsNullOrEmpty(connect.Username)) connect.ClientId = connect.Username;
    }
}
