using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace PlantOps.HeapCounter;

/// <summary>
/// What an object costs in the managed heap of .NET nanoFramework, which is made of blocks of 12 bytes
/// (nf-interpreter, nanoCLR_Runtime__HeapBlock.h): an object has a block and one for each field, an array 20 bytes and
/// its elements, of which a reference is a block, a string 12 bytes, its UTF-8 and a zero.
/// </summary>
internal static class BlockSizes
{
    public const int Block = 12;

    private const int ArrayHeader = 20;
    private const int Delegate = 36;

    // An object of a library that is not in the table: a block and three fields.
    private const int Other = 48;

    // Micro test on the interpreter: 64 KB are exhausted by 284 files opened to add to, or by 299 opened to read.
    private const int File = 216;

    private const BindingFlags Fields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, int> Known = new()
    {
        [typeof(FileStream)] = File,
        [typeof(FileInfo)] = 72,
        [typeof(Random)] = 24,
        [typeof(object)] = Block,
    };

    /// <summary>What an object of a library costs with all that it holds.</summary>
    public static void Set(Type type, int bytes) => Known[type] = bytes;

    /// <summary>Lets it cost what its fields do again.</summary>
    public static void Unset(Type type) => Known.TryRemove(type, out _);

    public static int Of(object value) => value switch
    {
        string text => IsLiteral(text) ? Block : Rounded(Block + Encoding.UTF8.GetByteCount(text) + 1),
        Array array => Rounded(ArrayHeader + (array.Length * ElementBytes(array.GetType().GetElementType()!))),
        System.Delegate => Delegate,
        ValueType => 2 * Block,
        _ => Known.GetOrAdd(value.GetType(), OfObject),
    };

    /// <summary>Whether a text is part of an assembly, where the device leaves it.</summary>
    public static bool IsLiteral(string text) => ReferenceEquals(string.IsInterned(text), text);

    /// <summary>Whether an object has a finalizer, so that the collection that finds it dead does not free it.</summary>
    public static bool HasFinalizer(object value) => value is FileStream;

    public static int Rounded(int bytes) => (bytes + Block - 1) / Block * Block;

    private static int OfObject(Type type)
    {
        if (type.IsSubclassOf(typeof(Exception))) return 16 * Block;

        var fields = 0;
        var level = type;
        for (; level != null && IsOurs(level); level = level.BaseType) fields += level.GetFields(Fields).Length;
        return level == typeof(object) ? Block + (fields * Block) : Other + (fields * Block);
    }

    private static bool IsOurs(Type type) => type.Assembly.GetName().Name!.StartsWith("PlantOps.", StringComparison.Ordinal);

    private static int ElementBytes(Type type)
    {
        if (!type.IsValueType) return Block;
        if (type.IsEnum) return ElementBytes(type.GetEnumUnderlyingType());
        if (type == typeof(char)) return 2;
        return type == typeof(bool) ? 1 : type.IsPrimitive ? Marshal.SizeOf(type) : Block;
    }
}
