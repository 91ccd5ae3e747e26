using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PlantOps.Device.Heap.Tests;

/// <summary>
/// What the interpreter keeps in RAM for the types of the firmware, which is one assembly there: 8 bytes a type, 2 a
/// method, 2 a field that is no constant, 4 a reference to something of another assembly (nf-interpreter,
/// CLR_RT_Assembly::CreateInstance), and the assembly's own block.
/// </summary>
internal sealed record TypeTables(int Types, int Methods, int Fields, int References)
{
    // 210 types, 1,221 methods, 614 fields and 360 references were 7,096 bytes on the interpreter: the rest of these.
    private const int Assembly = 306;

    public int Bytes => Assembly + (8 * Types) + (2 * Methods) + (2 * Fields) + (4 * References);

    public static TypeTables Of(string[] assemblies)
    {
        int types = 0, methods = 0, fields = 0;
        var references = new HashSet<string>();
        foreach (var name in assemblies)
        {
            using var file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name + ".dll")));
            var metadata = file.GetMetadataReader();
            types += metadata.TypeDefinitions.Count;
            methods += metadata.MethodDefinitions.Count;
            fields += metadata.FieldDefinitions.Select(metadata.GetFieldDefinition)
                .Count(field => !field.Attributes.HasFlag(FieldAttributes.Literal));
            AddReferences(metadata, references);
        }

        return new TypeTables(types, methods, fields, references.Count);
    }

    private static void AddReferences(MetadataReader metadata, HashSet<string> references)
    {
        foreach (var handle in metadata.AssemblyReferences)
        {
            references.Add(metadata.GetString(metadata.GetAssemblyReference(handle).Name));
        }

        foreach (var handle in metadata.TypeReferences)
        {
            if (NameOf(metadata, handle) is { } name) references.Add(name);
        }

        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            if (NameOf(metadata, (TypeReferenceHandle)member.Parent) is not { } name) continue;

            var signature = Convert.ToHexString(metadata.GetBlobBytes(member.Signature));
            references.Add($"{name}::{metadata.GetString(member.Name)} {signature}");
        }
    }

    // Null for the firmware's own, and for attributes, which the device leaves out.
    private static string? NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        var scope = type.ResolutionScope.Kind == HandleKind.AssemblyReference
            ? metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
            : string.Empty;
        var isOwn = scope.StartsWith("PlantOps.", StringComparison.Ordinal)
            && !scope.Contains("StandIns", StringComparison.Ordinal);
        var isAttribute = name.EndsWith("Attribute", StringComparison.Ordinal);
        return isOwn || isAttribute ? null : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
