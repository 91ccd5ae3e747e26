using System.Reflection;
using System.Runtime.CompilerServices;
using PlantOps.HeapCounter;

namespace PlantOps.Device.Heap.Tests;

/// <summary>
/// What is in the managed heap beside what the device's code makes while it runs. Bytes, as measured on the interpreter.
/// </summary>
internal static class HeapModel
{
    /// <summary>The budget: what an ESP32 without PSRAM has at least, type tables included.</summary>
    public const int Budget = 105_000;

    /// <summary>Gone when Main began, without the firmware's own tables and statics.</summary>
    public const int LibrariesThen = 37_888;

    /// <summary>Of it type tables of System.Net.Http, which the firmware no longer uses.</summary>
    public const int HttpLibrary = 4_036;

    /// <summary>Type tables of nanoFramework.Device.OneWire, which came since: a class of twenty methods. Reckoned.</summary>
    public const int OneWireLibrary = 600;

    /// <summary>Gone when Main begins, without the firmware's own tables and statics.</summary>
    public const int LibrariesAtMain = LibrariesThen - HttpLibrary + OneWireLibrary;

    /// <summary>What static fields held in the firmware that was measured.</summary>
    public const int StaticsThen = 2_916;

    /// <summary>Libraries' objects of a run before it is connected.</summary>
    public const int Run = 900;

    /// <summary>Each of the run's two threads, with what it has on its stack, which is in the heap.</summary>
    public const int Thread = 2_000;

    /// <summary>An MQTT client over TLS: its threads, queues and buffers.</summary>
    public const int Connection = 14_000;

    /// <summary>The access point's DHCP and DNS servers, and the thread that checks what was typed.</summary>
    public const int PortalServers = 8_000;

    /// <summary>What the library keeps of a socket with TLS, and the stack of the thread that uses it.</summary>
    public const int HttpSocket = 3_000;

    /// <summary>A request over TLS with the longest answer there is, all told.</summary>
    public const int HttpExchange = 9_000;

    /// <summary>M2Mqtt's objects of a message, without its bytes.</summary>
    public const int Message = 400;

    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly string[] Assemblies = ["PlantOps.Contracts", "PlantOps.Device.Core", "PlantOps.Device.Adapters"];

    /// <summary>The firmware's own type tables.</summary>
    public static TypeTables Tables { get; } = TypeTables.Of(Assemblies);

    /// <summary>What its static fields hold.</summary>
    public static int Statics { get; } = BytesOfStatics();

    public static int AtMain => LibrariesAtMain + Tables.Bytes + Statics;

    // All class constructors run before Main.
    private static int BytesOfStatics()
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var bytes = 0;
        var types = Assemblies.SelectMany(name => Assembly.Load(name).GetTypes());
        foreach (var type in types.Where(type => !type.ContainsGenericParameters && type.Name[0] != '<'))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (var field in type.GetFields(BindingFlags.Static | Own).Where(field => !field.IsLiteral))
            {
                bytes += BlockSizes.Block + BytesOf(field.GetValue(null), field.FieldType, seen);
            }
        }

        return bytes;
    }

    private static int BytesOf(object? value, Type declared, HashSet<object> seen)
    {
        if (value == null || declared.IsValueType || value is Type || !seen.Add(value)) return 0;

        var bytes = BlockSizes.Of(value);
        if (value is Array array)
        {
            var element = array.GetType().GetElementType()!;
            return bytes + array.Cast<object?>().Sum(item => BytesOf(item, element, seen));
        }

        if (value is Delegate or string) return bytes;
        for (var type = value.GetType(); type != null && type != typeof(object); type = type.BaseType)
        {
            var fields = type.GetFields(BindingFlags.Instance | Own);
            bytes += fields.Sum(field => BytesOf(field.GetValue(value), field.FieldType, seen));
        }

        return bytes;
    }
}
