using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using Microsoft.AspNetCore.Connections;

namespace PlantOps.Gateway.Broker.Embedded;

/// <summary>
/// Writes packets to a connection, one writer at a time: the broker's own packets and the acknowledgements held back. A
/// client that does not read for <see cref="Timeout"/> loses its connection, so that nobody waits for it for ever.
/// </summary>
internal sealed class PacketWriter(ConnectionContext connection, MqttPacketFormatterAdapter formatter, TimeProvider time)
    : IDisposable
{
    /// <summary>How long one write may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private const byte PubAck = 0x40;
    private const byte PubRec = 0x50;

    private readonly PipeWriter _output = connection.Transport.Output;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _closed;

    public long BytesWritten { get; set; }

    /// <summary>The largest packet that the client takes, in bytes; 0 is any.</summary>
    public uint MaxBytes { get; set; }

    public async Task WriteAsync(MqttPacket packet, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_closed) return;
            TryEncode(packet);
            await FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes every publish that may be sent now; one that is too large for the client is taken back.</summary>
    public async Task WriteAsync(OutgoingPublishes publishes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_closed) return;
            var any = false;
            while (publishes.TryTake(out var publish))
            {
                if (TryEncode(publish)) any = true;
                else publishes.Drop(publish);
            }

            if (any) await FlushAsync(cancellationToken);
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

            if (any) await FlushAsync(CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Writes a last packet where that is possible at once. It never waits: the broker sends it while it holds a lock that
    /// every device needs to connect.
    /// </summary>
    public void WriteLast(MqttPacket packet)
    {
        if (!_turn.Wait(0)) return;
        if (!_closed && TryEncode(packet))
        {
            _ = FlushAndReleaseAsync();
        }
        else
        {
            _turn.Release();
        }
    }

    /// <summary>Writes bytes before anybody is let in.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_closed) return;
            _output.Write(bytes.Span);
            BytesWritten += bytes.Length;
            await FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the writing; whatever is still owed is not sent, and the client will publish it again.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_closed) return;
            _closed = true;
            await WithDeadline(_output.CompleteAsync(), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task FlushAndReleaseAsync()
    {
        try
        {
            await FlushAsync(CancellationToken.None);
        }
        catch (Exception exception) when (BrokerLog.IsOfAClient(exception))
        {
            // Nobody is there any more.
        }
        finally
        {
            ReleaseLast();
        }
    }

    private void ReleaseLast()
    {
        try
        {
            _turn.Release();
        }
        catch (ObjectDisposedException)
        {
            // The connection ended in the meantime.
        }
    }

    private async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        var flush = _output.FlushAsync(CancellationToken.None);
        if (flush.IsCompletedSuccessfully)
        {
            _ = flush.Result;
            return;
        }

        await WithDeadline(Ended(flush), cancellationToken);

        static async ValueTask Ended(ValueTask<FlushResult> flush) => await flush;
    }

    // Ended by ending the connection, because a half-written packet cannot be taken back.
    private async ValueTask WithDeadline(ValueTask writing, CancellationToken cancellationToken)
    {
        if (writing.IsCompletedSuccessfully) return;
        using var deadline = new CancellationTokenSource(Timeout, time);
        await using var ends = deadline.Token.UnsafeRegister(static writer => ((PacketWriter)writer!).Abort(), this);
        await using var cancelled = cancellationToken.UnsafeRegister(static writer => ((PacketWriter)writer!).Abort(), this);
        await writing;
        cancellationToken.ThrowIfCancellationRequested();
        if (deadline.IsCancellationRequested) throw new MqttCommunicationTimedOutException();
    }

    private void Abort() => connection.Abort(new ConnectionAbortedException("The client does not read."));

    private void Encode(Acknowledgement acknowledgement)
    {
        if (acknowledgement.Answer is { } answer)
        {
            TryEncode(answer);
            return;
        }

        // PUBACK and PUBREC have one form: with MQTT 3.1.1, and with MQTT 5 for success, no reason code (MQTT 5, 3.4.2.1).
        var withReason = formatter.ProtocolVersion == MqttProtocolVersion.V500
            && acknowledgement.Reason != MqttPubAckReasonCode.Success;
        var length = withReason ? 5 : 4;
        var span = _output.GetSpan(length);
        span[0] = acknowledgement.QualityOfService == MqttQualityOfServiceLevel.ExactlyOnce ? PubRec : PubAck;
        span[1] = (byte)(length - 2);
        BinaryPrimitives.WriteUInt16BigEndian(span[2..], acknowledgement.PacketIdentifier);
        if (withReason) span[4] = (byte)acknowledgement.Reason;
        _output.Advance(length);
        BytesWritten += length;
    }

    // False where the client does not take a packet of that size.
    private bool TryEncode(MqttPacket packet)
    {
        try
        {
            var encoded = formatter.Encode(packet);
            if (MaxBytes != 0 && encoded.Length > MaxBytes) return false;
            _output.Write(encoded.Packet);
            foreach (var segment in encoded.Payload) _output.Write(segment.Span);
            BytesWritten += encoded.Length;
            return true;
        }
        finally
        {
            formatter.Cleanup();
        }
    }
}
