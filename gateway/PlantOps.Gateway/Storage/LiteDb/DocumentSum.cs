using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using LiteDB;

namespace PlantOps.Gateway.Storage.LiteDb;

/// <summary>
/// A checksum over everything that a document holds, in a field of its own: LiteDB's pages carry none, so a flipped bit would
/// be served as it is. An earlier version ignores the field; what that one wrote has none and is taken as it is.
/// </summary>
internal static class DocumentSum
{
    public const string Field = "sum";

    /// <summary>The document with its checksum; nothing in it may change afterwards.</summary>
    public static BsonDocument Sealed(this BsonDocument document)
    {
        document.Remove(Field);
        document[Field] = Of(document);
        return document;
    }

    /// <summary>Whether it is as it was sealed, or never was.</summary>
    public static bool IsIntact(this BsonDocument document) =>
        !document.TryGetValue(Field, out var sum) || (sum.IsInt64 && sum.AsInt64 == Of(document));

    /// <summary>The checksum over everything but the checksum.</summary>
    public static long Of(BsonDocument document)
    {
        var hash = new XxHash3();
        foreach (var (name, value) in document.GetElements())
        {
            if (name == Field) continue;
            AddText(hash, name);
            AddValue(hash, value);
        }

        return (long)hash.GetCurrentHashAsUInt64();
    }

    private static void AddValue(XxHash3 hash, BsonValue value)
    {
        AddNumber(hash, (long)value.Type);
        switch (value.Type)
        {
            case BsonType.Binary:
                var bytes = value.AsBinary;
                AddNumber(hash, bytes.Length);
                hash.Append(bytes);
                break;
            case BsonType.Int32 or BsonType.Int64:
                AddNumber(hash, value.AsInt64);
                break;
            case BsonType.Array:
                var values = value.AsArray;
                AddNumber(hash, values.Count);
                foreach (var one in values) AddValue(hash, one);
                break;
            case BsonType.Boolean:
                AddNumber(hash, value.AsBoolean ? 1 : 0);
                break;
            case BsonType.String:
                AddText(hash, value.AsString);
                break;
            default:
                // Null, and what only damage can make of a value: its type is in the sum already.
                break;
        }
    }

    private static void AddText(XxHash3 hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AddNumber(hash, bytes.Length);
        hash.Append(bytes);
    }

    private static void AddNumber(XxHash3 hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.Append(bytes);
    }
}
