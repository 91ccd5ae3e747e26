using System.Buffers;
using System.IO.Pipelines;
using MQTTnet.AspNetCore;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using PlantOps.Contracts;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Reads MQTT packets from a connection, refusing one that announces too much or that breaks <see cref="PacketRules"/>.
/// </summary>
internal sealed class PacketReader(PipeReader input, MqttPacketFormatterAdapter formatter, KeepAlive keepAlive)
{
    /// <summary>Largest CONNECT: credentials, a client id and a will. Nobody who has not logged in may send more.</summary>
    public const int MaxConnectBytes = 4096;

    private int _maxBytes = MaxConnectBytes;

    public long BytesRead { get; set; }

    /// <summary>The session expiry interval of the packet that was read last, where it said one.</summary>
    public uint? SessionExpiry { get; private set; }

    /// <summary>From now on packets up to <see cref="Limits.MaxPacketBytes"/> are read.</summary>
    public void LiftLimit() => _maxBytes = Limits.MaxPacketBytes;

    /// <summary>Lets a read that waits return.</summary>
    public void Wake() => input.CancelPendingRead();

    /// <summary>The next packet; <see langword="null"/> where the wait for it was interrupted by <see cref="Wake"/>.</summary>
    /// <exception cref="MqttCommunicationException">The client closed the connection.</exception>
    /// <exception cref="RefusedPacketException">The packet is not accepted.</exception>
    public async ValueTask<MqttPacket?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            keepAlive.Waiting();
            var result = await input.ReadAsync(cancellationToken);
            keepAlive.Busy();
            var buffer = result.Buffer;
            var consumed = buffer.Start;
            var examined = buffer.End;
            try
            {
                CheckWhole(buffer);
                if (formatter.TryDecode(buffer, out var packet, out consumed, out examined, out var bytes))
                {
                    BytesRead += bytes;
                    return packet;
                }

                if (result.IsCanceled) return null;
                if (result.IsCompleted) throw new MqttCommunicationException("The connection was closed.");
            }
            finally
            {
                input.AdvanceTo(consumed, examined);
            }
        }
    }

    // The remaining length: up to four bytes of seven bits, least first (MQTT 3.1.1, 2.2.3).
    private void CheckWhole(in ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryRead(out var header)) return;
        var length = 0;
        var shift = 0;
        byte next;
        do
        {
            if (shift == 28) throw RefusedPacketException.Malformed("A length of more than four bytes.");
            if (!reader.TryRead(out next)) return;
            length |= (next & 0x7F) << shift;
            shift += 7;
        }
        while (next >= 0x80);

        if (length > _maxBytes) throw RefusedPacketException.TooLarge(length, _maxBytes);
        if (formatter.ProtocolVersion == MqttProtocolVersion.Unknown && header >> 4 != 1)
            throw RefusedPacketException.NotAllowed("Something else than a CONNECT at the beginning.");
        if (reader.Remaining < length) return;
        SessionExpiry = PacketRules.Check(header, reader.UnreadSequence.Slice(0, length), formatter.ProtocolVersion);
    }
}
