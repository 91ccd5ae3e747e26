using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Buckets;

/// <summary>Readings of one device in a chunk.</summary>
internal readonly record struct DeviceBlock(StreamId Stream, Reading[] Readings);

/// <summary>
/// What one commit stored, of all devices: written fast, not small, because it is soon folded into buckets.
/// </summary>
internal static class Chunk
{
    /// <summary>More go into further chunks of the same commit: a LiteDB document ends at 16 MB.</summary>
    private const int MaxReadings = 10_000;

    public static List<byte[]> Encode(IReadOnlyList<DeviceBlock> blocks)
    {
        var chunks = new List<byte[]>();
        var writer = new BlockWriter();
        var count = 0;
        foreach (var (stream, readings) in blocks)
        {
            for (var from = 0; from < readings.Length;)
            {
                var taken = Math.Min(readings.Length - from, MaxReadings - count);
                writer.Unsigned((ulong)stream.Number);
                ReadingColumns.Write(writer, readings.AsSpan(from, taken));
                from += taken;
                count += taken;
                if (count < MaxReadings) continue;
                chunks.Add(BlockEnvelope.Seal(writer.Written));
                writer = new BlockWriter();
                count = 0;
            }
        }

        if (count > 0) chunks.Add(BlockEnvelope.Seal(writer.Written));
        return chunks;
    }

    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public static List<DeviceBlock> Decode(byte[] block)
    {
        var blocks = new List<DeviceBlock>();
        var reader = new BlockReader(BlockEnvelope.Open(block).Span);
        while (!reader.AtEnd)
        {
            var stream = new StreamId(reader.Count(int.MaxValue));
            var readings = new List<Reading>();
            ReadingColumns.Read(ref reader, readings);
            blocks.Add(new DeviceBlock(stream, [.. readings]));
        }

        return blocks;
    }
}
