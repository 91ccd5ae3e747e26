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
    private readonly DurablePublishes _durable;
    private readonly BrokerMetrics _metrics;
    private readonly TopicAliases _aliases = new();

    public DeviceChannel(ConnectionContext connection, MqttPacketFormatterAdapter formatter, DurablePublishes durable, BrokerMetrics metrics)
    {
        _connection = connection;
        PacketFormatterAdapter = formatter;
        _reader = new PacketReader(connection.Transport.Input, formatter);
        _writer = new PacketWriter(connection.Transport.Output, formatter);
        _acknowledgements = new AcknowledgementQueue(_writer, metrics);
        _durable = durable;
        _metrics = metrics;
    }

    /// <summary>Who is connected; set once its credentials are accepted.</summary>
    public Device? Device { get; set; }

    /// <summary>Whether the client left it to the broker to name it.</summary>
    public bool IsUnnamed { get; private set; }

    public MqttPacketFormatterAdapter PacketFormatterAdapter { get; }

    public long BytesReceived => _reader.BytesRead;

    public long BytesSent => _writer.BytesWritten;

    public EndPoint? RemoteEndPoint => _connection.RemoteEndPoint;

    public EndPoint? LocalEndPoint => _connection.LocalEndPoint;

    public X509Certificate2? ClientCertificate => _connection.Features.Get<ITlsConnectionFeature>()?.ClientCertificate;

    public bool IsSecureConnection => _connection.Features.Get<ITlsHandshakeFeature>() is not null;

    public Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<MqttPacket> ReceivePacketAsync(CancellationToken cancellationToken)
    {
        var packet = await ReadAsync(cancellationToken);
        switch (packet)
        {
            case MqttConnectPacket connect:
                Name(connect);
                break;
            case MqttPubRelPacket release:
                _durable.Release(release.PacketIdentifier);
                break;
            case MqttPublishPacket publish when Device is { } device:
                _aliases.Resolve(publish);
                await TakeAsync(device, publish, cancellationToken);
                break;
        }

        return packet;
    }

    public Task SendPacketAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        switch (packet)
        {
            // The answer to a publish waits for its turn behind those that wait for the disk.
            case MqttPubAckPacket or MqttPubRecPacket when _acknowledgements.TryAnswer((MqttPacketWithIdentifier)packet):
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

    public void ResetStatistics()
    {
        _reader.BytesRead = 0;
        _writer.BytesWritten = 0;
    }

    public void Dispose() => _writer.Dispose();

    private async ValueTask TakeAsync(Device device, MqttPublishPacket publish, CancellationToken cancellationToken)
    {
        if (await _durable.TryTakeAsync(device, publish, _acknowledgements, cancellationToken))
        {
            // Acknowledged from here; the server sees a copy that asks for no answer, for keep-alive and subscribers.
            publish.QualityOfServiceLevel = MqttQualityOfServiceLevel.AtMostOnce;
            publish.Retain = false;
        }
        else if (publish.QualityOfServiceLevel > MqttQualityOfServiceLevel.AtMostOnce)
        {
            _acknowledgements.Add(new Acknowledgement(_acknowledgements, publish));
        }
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
            if (PacketFormatterAdapter.ProtocolVersion == MqttProtocolVersion.V500)
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
    private void Name(MqttConnectPacket connect)
    {
        IsUnnamed = string.IsNullOrEmpty(connect.ClientId);
        if (!string.IsNullOrEmpty(connect.Username)) connect.ClientId = connect.Username;
    }
}
