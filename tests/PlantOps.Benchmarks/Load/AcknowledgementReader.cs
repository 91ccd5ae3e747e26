namespace PlantOps.Benchmarks.Load;

/// <summary>
/// Reads PUBACKs. MQTT has them come in the order of the publishes (3.1.1, section 4.6); anything else ends the
/// measurement, because the count would mean nothing.
/// </summary>
internal sealed class AcknowledgementReader(Stream stream)
{
    private const int PacketLength = 4;

    private readonly byte[] _buffer = new byte[4096];
    private int _filled;
    private ushort _last;

    /// <summary>Waits for acknowledgements; how many came.</summary>
    public async ValueTask<int> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken);
            if (read == 0) throw new IOException("The server closed the connection.");
            _filled += read;
            if (_filled < PacketLength) continue;
            var count = _filled / PacketLength;
            for (var i = 0; i < count; i++) Check(_buffer.AsSpan(i * PacketLength, PacketLength));
            _filled -= count * PacketLength;
            if (_filled > 0) _buffer.AsSpan(count * PacketLength, _filled).CopyTo(_buffer);
            return count;
        }
    }

    private void Check(ReadOnlySpan<byte> packet)
    {
        _last = PacketIdentifiers.After(_last);
        if (packet[0] != 0x40 || packet[1] != 2 || ((packet[2] << 8) | packet[3]) != _last)
        {
            throw new InvalidDataException($"Expected the acknowledgement of {_last}, got {Convert.ToHexString(packet)}.");
        }
    }
}
