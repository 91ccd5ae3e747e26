using System.Buffers;
using System.IO.Pipelines;
using MQTTnet.AspNetCore;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Broker;

/// <summary>Reads MQTT packets from a connection, refusing a packet that announces more than <see cref="Limits.MaxPacketBytes"/>.</summary>
internal sealed class PacketReader(PipeReader input, MqttPacketFormatterAdapter formatter)
{
    public long BytesRead { get; set; }

    /// <summary>The next packet.</summary>
    /// <exception cref="MqttCommunicationException">The client closed the connection, or the gateway stops.</exception>
    /// <exception cref="PacketTooLargeException">The packet announces more than is accepted.</exception>
    public async ValueTask<MqttPacket> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            var consumed = buffer.Start;
            var examined = buffer.End;
            try
            {
                RefuseTooLarge(buffer);
                if (formatter.TryDecode(buffer, out var packet, out consumed, out examined, out var bytes))
                {
                    BytesRead += bytes;
                    return packet;
                }

                if (result.IsCompleted || result.IsCanceled) throw new MqttCommunicationException("The connection was closed.");
            }
            finally
            {
                input.AdvanceTo(consumed, examined);
            }
        }
    }

    // The remaining length: up to four bytes of seven bits, least first (MQTT 3.1.1, 2.2.3).
    private static void RefuseTooLarge(in ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.Advance(Math.Min(1, buffer.Length));
        var length = 0;
        for (var shift = 0; shift < 28 && reader.TryRead(out var next); shift += 7)
        {
            length |= (next & 0x7F) << shift;
            if (next < 0x80) break;
        }

        if (length > Limits.MaxPacketBytes) throw new PacketTooLargeException(length);
    }
}
