using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace PlantOps.Gateway.Broker;

/// <summary>Writes packets to a connection, one writer at a time: the broker's own packets and the acknowledgements held back.</summary>
internal sealed class PacketWriter(PipeWriter output, MqttPacketFormatterAdapter formatter) : IDisposable
{
    private const byte PubAck = 0x40;
    private const byte PubRec = 0x50;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _closed;

    public long BytesWritten { get; set; }

    public async Task WriteAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_closed) return;
            Encode(packet);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes every acknowledgement that is due, in order, in one go.</summary>
    public async Task WriteAsync(AcknowledgementQueue acknowledgements)
    {
        await _turn.WaitAsync();
        try
        {
            if (_closed) return;
            var any = false;
            while (acknowledgements.TryTakeDue(out var acknowledgement))
            {
                any = true;
                Encode(acknowledgement);
            }

            if (any) await output.FlushAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the writing; whatever is still owed is not sent, and the client will publish it again.</summary>
    public async Task CloseAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _closed = true;
            await output.CompleteAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private void Encode(Acknowledgement acknowledgement)
    {
        if (acknowledgement.Answer is { } answer)
        {
            Encode(answer);
            return;
        }

        // PUBACK and PUBREC have one form: with MQTT 3.1.1, and with MQTT 5 for success, no reason code (MQTT 5, 3.4.2.1).
        var withReason = formatter.ProtocolVersion == MqttProtocolVersion.V500 && acknowledgement.Reason != MqttPubAckReasonCode.Success;
        var length = withReason ? 5 : 4;
        var span = output.GetSpan(length);
        span[0] = acknowledgement.QualityOfService == MqttQualityOfServiceLevel.ExactlyOnce ? PubRec : PubAck;
        span[1] = (byte)(length - 2);
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], acknowledgement.PacketIdentifier);
        if (withReason) span[4] = (byte)acknowledgement.Reason;
        output.Advance(length);
        BytesWritten += length;
    }

    private void Encode(MqttPacket packet)
    {
        try
        {
            var encoded = formatter.Encode(packet);
            output.Write(encoded.Packet);
            foreach (var segment in encoded.Payload) output.Write(segment.Span);
            BytesWritten += encoded.Length;
        }
        finally
        {
            formatter.Cleanup();
        }
    }
}
