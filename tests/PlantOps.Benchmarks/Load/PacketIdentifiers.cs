namespace PlantOps.Benchmarks.Load;

/// <summary>Packet identifiers go from 1 to 65535 and round again.</summary>
internal static class PacketIdentifiers
{
    public static ushort After(ushort identifier) => identifier == ushort.MaxValue ? (ushort)1 : (ushort)(identifier + 1);
}
