using System.Buffers.Binary;
using System.Text;
using LiteDB;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// A page of LiteDB 5.0.20: a header of 32 bytes, segments, and from the end backwards where each segment lies.
/// </summary>
internal readonly struct LiteDbPage(byte[] bytes, uint id)
{
    public const int Size = 8192;

    /// <summary>Within the first page: a BSON document of the collections' names and pages.</summary>
    public const int CollectionNamesAt = 192;

    private const int TypeAt = 4;
    private const int CollectionAt = 19;
    private const int HighestSlotAt = 30;
    private const int HeaderBytes = 32;
    private const int SlotBytes = 4;
    private const byte NoSlot = 255;

    public uint Id => id;

    public bool IsIndex => bytes[TypeAt] == 3;

    public bool IsData => bytes[TypeAt] == 4;

    /// <summary>The first page of the collection that it belongs to.</summary>
    public uint Collection => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(CollectionAt));

    /// <summary>Its segments by slot; not those whose place cannot be.</summary>
    public List<(byte Slot, ReadOnlyMemory<byte> Bytes)> Segments()
    {
        var segments = new List<(byte, ReadOnlyMemory<byte>)>();
        if (bytes[HighestSlotAt] == NoSlot) return segments;
        for (var slot = 0; slot <= bytes[HighestSlotAt]; slot++)
        {
            var entry = Size - ((slot + 1) * SlotBytes);
            var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(entry));
            var position = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(entry + 2));
            if (position >= HeaderBytes && position + length <= Size)
                segments.Add(((byte)slot, bytes.AsMemory(position, length)));
        }

        return segments;
    }
}

/// <summary>
/// A node of an index: slot of the index, levels, its document, the next index's node, a link back and one forth a level, key.
/// </summary>
internal static class IndexNodeBytes
{
    private const int LevelsAt = 1;
    private const int DocumentAt = 2;
    private const int LinksAt = 12;
    private const int AddressBytes = 5;
    private const int MaxLevels = 32;

    public static bool IsOfPrimaryKey(ReadOnlyMemory<byte> node) => node.Length > LinksAt && node.Span[0] == 0;

    /// <summary>Where its document begins.</summary>
    public static ulong Document(ReadOnlyMemory<byte> node) => Address(node.Span[DocumentAt..]);

    /// <summary>Its links, numbered: 0 back and 1 forth on the lowest level, 2 and 3 on the next, and so on.</summary>
    public static IEnumerable<(int Kind, ulong To)> Links(ReadOnlyMemory<byte> node)
    {
        if (node.Length <= LinksAt) yield break;
        var levels = Math.Min((int)node.Span[LevelsAt], MaxLevels);
        for (var kind = 0; kind < levels * 2 && LinksAt + ((kind + 1) * AddressBytes) <= node.Length; kind++)
        {
            yield return (kind, Address(node.Span[(LinksAt + (kind * AddressBytes))..]));
        }
    }

    /// <summary>Its key, where that is a whole number, a text or bytes.</summary>
    public static BsonValue? Key(ReadOnlyMemory<byte> node)
    {
        var at = LinksAt + (node.Span[LevelsAt] * 2 * AddressBytes);
        if (at >= node.Length) return null;
        var key = node.Span[(at + 1)..];
        return (BsonType)node.Span[at] switch
        {
            BsonType.Int32 when key.Length >= sizeof(int) => BinaryPrimitives.ReadInt32LittleEndian(key),
            BsonType.Int64 when key.Length >= sizeof(long) => BinaryPrimitives.ReadInt64LittleEndian(key),
            BsonType.String when key.Length > 0 && key.Length > key[0] => Encoding.UTF8.GetString(key.Slice(1, key[0])),
            BsonType.Binary when key.Length > 0 && key.Length > key[0] => key.Slice(1, key[0]).ToArray(),
            _ => null,
        };
    }

    private static ulong Address(ReadOnlySpan<byte> address) =>
        IndexCheck.AddressOf(BinaryPrimitives.ReadUInt32LittleEndian(address), address[4]);
}

/// <summary>
/// A block of a document: whether it goes on with one, where the next is, and BSON whose first element is <c>_id</c>.
/// </summary>
internal static class DataBlockBytes
{
    private const int DocumentAt = 6;
    private const int ElementAt = DocumentAt + sizeof(int);
    private const int ValueAt = ElementAt + 5;

    public static bool BeginsDocument(ReadOnlyMemory<byte> block) => block.Length > DocumentAt && block.Span[0] == 0;

    /// <summary>Its key, where that is a whole number, a text or bytes.</summary>
    public static BsonValue? Id(ReadOnlyMemory<byte> block)
    {
        if (block.Length < ValueAt || !block.Span[(ElementAt + 1)..].StartsWith("_id\0"u8)) return null;
        var value = block.Span[ValueAt..];
        if (value.Length < sizeof(int)) return null;
        var number = BinaryPrimitives.ReadInt32LittleEndian(value);
        var hasRoom = number > 0 && number < value.Length - sizeof(int);
        return block.Span[ElementAt] switch
        {
            0x10 => number,
            0x12 when value.Length >= sizeof(long) => BinaryPrimitives.ReadInt64LittleEndian(value),
            0x02 when hasRoom => Encoding.UTF8.GetString(value.Slice(sizeof(int), number - 1)),
            0x05 when hasRoom => value.Slice(sizeof(int) + 1, number).ToArray(),
            _ => null,
        };
    }
}
