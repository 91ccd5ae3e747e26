using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PlantOps.Device.Core.Tests.Figures;

/// <summary>What an assembly weighs. On the device each row of these tables costs RAM, and strings and code cost flash.</summary>
internal sealed record AssemblyFigures(string Name, long Bytes, int Types, int Methods, int Fields, int References, int CodeBytes)
{
    public static AssemblyFigures Of(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return new AssemblyFigures(
            name,
            new FileInfo(path).Length,
            metadata.GetTableRowCount(TableIndex.TypeDef),
            metadata.GetTableRowCount(TableIndex.MethodDef),
            metadata.GetTableRowCount(TableIndex.Field),
            metadata.GetTableRowCount(TableIndex.TypeRef) + metadata.GetTableRowCount(TableIndex.MemberRef),
            CodeBytesOf(file, metadata));
    }

    public AssemblyFigures Plus(AssemblyFigures other) => new(
        "together", Bytes + other.Bytes, Types + other.Types, Methods + other.Methods, Fields + other.Fields,
        References + other.References, CodeBytes + other.CodeBytes);

    private static int CodeBytesOf(PEReader file, MetadataReader metadata) => metadata.MethodDefinitions
        .Select(handle => metadata.GetMethodDefinition(handle).RelativeVirtualAddress)
        .Where(address => address != 0)
        .Sum(address => file.GetMethodBody(address).GetILBytes()!.Length);
}
