using PlantOps.Gateway.Storage.LiteDb.Buckets;
using PlantOps.Gateway.Telemetry;

namespace PlantOps.Gateway.Storage.LiteDb.Readings;

/// <summary>What is stored of one device, by boot and sequence, and up to which chunk it is in buckets.</summary>
/// <remarks>Block: chunk, number of boots; each boot (difference), number of ranges; each gap and length.</remarks>
internal sealed class DeviceIdentities
{
    private readonly SortedDictionary<long, SequenceRanges> _boots = [];

    /// <summary>The last chunk whose readings of this device are in buckets.</summary>
    public long FoldedThrough { get; set; } = -1;

    public bool Contains(in Reading reading) =>
        reading.HasIdentity && _boots.TryGetValue(reading.Boot, out var ranges) && ranges.Contains(reading.Sequence);

    public void Add(in Reading reading)
    {
        if (!reading.HasIdentity) return;
        if (!_boots.TryGetValue(reading.Boot, out var ranges)) _boots.Add(reading.Boot, ranges = new SequenceRanges());
        ranges.Add(reading.Sequence);
    }

    public byte[] Encode(long foldedThrough)
    {
        var writer = new BlockWriter();
        writer.Signed(foldedThrough);
        writer.Unsigned((ulong)_boots.Count);
        long lastBoot = 0;
        foreach (var (boot, ranges) in _boots)
        {
            writer.Unsigned((ulong)(boot - lastBoot));
            lastBoot = boot;
            writer.Unsigned((ulong)ranges.Ranges.Count);
            long end = 0;
            foreach (var (first, last) in ranges.Ranges)
            {
                writer.Unsigned((ulong)(first - end));
                writer.Unsigned((ulong)(last - first));
                end = last;
            }
        }

        return BlockEnvelope.Seal(writer.Written);
    }

    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    public static DeviceIdentities Decode(byte[] block)
    {
        var reader = new BlockReader(BlockEnvelope.Open(block).Span);
        var identities = new DeviceIdentities { FoldedThrough = reader.Signed() };
        var boots = reader.Unsigned();
        ulong boot = 0;
        for (ulong i = 0; i < boots; i++)
        {
            boot += reader.Unsigned();
            identities._boots[(long)boot] = DecodeRanges(ref reader);
        }

        return identities;
    }

    private static SequenceRanges DecodeRanges(ref BlockReader reader)
    {
        var ranges = new SequenceRanges();
        var count = reader.Unsigned();
        ulong end = 0;
        for (ulong i = 0; i < count; i++)
        {
            var first = end + reader.Unsigned();
            end = first + reader.Unsigned();
            ranges.Append((long)first, (long)end);
        }

        return ranges;
    }
}
