using System.Buffers.Binary;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// The links between the nodes of LiteDB's indexes, read from the pages themselves. LiteDB follows a damaged link that leads back
/// for ever, and nothing ends that; so it is looked for before anything is read. Layout: LiteDB 5.0.20, <c>BasePage</c>,
/// <c>IndexNode</c>.
/// </summary>
internal static class IndexLinks
{
    private const int PageSize = 8192;
    private const int PageTypeOffset = 4;
    private const byte IndexPage = 3;
    private const int HighestSlotOffset = 30;
    private const byte NoSlot = 255;
    private const int SlotBytes = 4;
    private const int FirstNodeByte = 32;

    // Within a node: its number of levels, and for each a link back and one forth.
    private const int LevelsOffset = 1;
    private const int LinksOffset = 12;
    private const int AddressBytes = 5;
    private const int MaxLevels = 32;

    /// <summary>Whether some index leads in a circle.</summary>
    /// <param name="length">Bytes of the data file.</param>
    /// <param name="read">Reads a page from a position.</param>
    public static bool LeadInACircle(long length, Action<long, byte[]> read)
    {
        var links = new Dictionary<(int Kind, ulong From), ulong>();
        var page = new byte[PageSize];
        for (var position = 0L; position + PageSize <= length; position += PageSize)
        {
            read(position, page);
            if (page[PageTypeOffset] == IndexPage) Collect(page, (uint)(position / PageSize), links);
        }

        var whole = new HashSet<(int Kind, ulong From)>();
        return links.Keys.Any(start => IsCircle(start, links, whole));
    }

    private static void Collect(ReadOnlySpan<byte> page, uint pageId, Dictionary<(int Kind, ulong From), ulong> links)
    {
        if (page[HighestSlotOffset] == NoSlot) return;
        for (var slot = 0; slot <= page[HighestSlotOffset]; slot++)
        {
            var entry = PageSize - ((slot + 1) * SlotBytes);
            var position = BinaryPrimitives.ReadUInt16LittleEndian(page[(entry + 2)..]);
            if (position < FirstNodeByte || position + LinksOffset > PageSize) continue;
            var levels = Math.Min((int)page[position + LevelsOffset], MaxLevels);
            if (position + LinksOffset + (levels * 2 * AddressBytes) > PageSize) continue;
            for (var kind = 0; kind < levels * 2; kind++)
            {
                links[(kind, AddressOf(pageId, (byte)slot))] = AddressAt(page[(position + LinksOffset + (kind * AddressBytes))..]);
            }
        }
    }

    // Each link is followed once: what has been seen to end is not followed again.
    private static bool IsCircle((int Kind, ulong From) start, Dictionary<(int Kind, ulong From), ulong> links, HashSet<(int Kind, ulong From)> whole)
    {
        var path = new HashSet<(int Kind, ulong From)>();
        for (var at = start; !whole.Contains(at) && links.TryGetValue(at, out var next); at = (at.Kind, next))
        {
            if (!path.Add(at)) return true;
        }

        whole.UnionWith(path);
        return false;
    }

    private static ulong AddressAt(ReadOnlySpan<byte> link) => AddressOf(BinaryPrimitives.ReadUInt32LittleEndian(link), link[4]);

    private static ulong AddressOf(uint page, byte slot) => ((ulong)page << 8) | slot;
}
