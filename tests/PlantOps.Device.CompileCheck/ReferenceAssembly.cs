using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using PlantOps.Device.CompileCheck.Listing;

namespace PlantOps.Device.CompileCheck;

/// <summary>Makes an assembly of metadata only from the listing of a library: what a compiler needs to refer to it.</summary>
internal sealed class ReferenceAssembly
{
    private const string CoreLibrary = "mscorlib";

    private readonly ApiListing _listing;
    private readonly string _library;
    private readonly IReadOnlyList<ListedType> _types;
    private readonly MetadataBuilder _metadata = new();
    private readonly Dictionary<string, EntityHandle> _handles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AssemblyReferenceHandle> _libraries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EntityHandle> _constructors = new(StringComparer.Ordinal);
    private readonly SignatureWriter _signatures;

    private ReferenceAssembly(ApiListing listing, string library)
    {
        _listing = listing;
        _library = library;
        _types = listing.Types(library);
        _signatures = new SignatureWriter(name => (Handle(name), listing.Find(name, library)!.IsValueType));
    }

    /// <summary>The image of a library's reference assembly.</summary>
    public static ImmutableArray<byte> Make(ApiListing listing, Shapes shapes, string library) =>
        new ReferenceAssembly(listing, library).Write(shapes);

    private ImmutableArray<byte> Write(Shapes shapes)
    {
        AddNames();
        var members = new MemberWriter(_metadata, _listing, shapes, _signatures, AttributeConstructor);
        foreach (var type in _types) AddType(type, shapes.Type(type.Name), members);
        var image = new BlobBuilder();
        var root = new MetadataRootBuilder(_metadata);
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), root, new BlobBuilder()).Serialize(image);
        return image.ToImmutableArray();
    }

    /// <summary>The assembly itself, and the rows that its types will have: they name each other.</summary>
    private void AddNames()
    {
        var version = new Version(1, 0, 0, 0);
        _metadata.AddAssembly(Text(_library), version, default, default, 0, AssemblyHashAlgorithm.None);
        _metadata.AddModule(0, Text(_library + ".dll"), _metadata.GetOrAddGuid(Guid.Empty), default, default);
        var (field, method) = (MetadataTokens.FieldDefinitionHandle(1), 1);
        _metadata.AddTypeDefinition(0, default, Text("<Module>"), default, field, MetadataTokens.MethodDefinitionHandle(method));
        for (var index = 0; index < _types.Count; index++)
        {
            _handles[_types[index].Name] = MetadataTokens.TypeDefinitionHandle(index + 2);
            foreach (var member in _types[index].Members.Where(member => member.IsMethod))
            {
                var handle = MetadataTokens.MethodDefinitionHandle(method++);
                if (member.Name == ".ctor") _constructors[_types[index].Name + member.Signature] = handle;
            }
        }
    }

    private void AddType(ListedType type, Microsoft.CodeAnalysis.INamedTypeSymbol? like, MemberWriter members)
    {
        var attributes = type.Enclosing == null ? TypeAttributes.Public : TypeAttributes.NestedPublic;
        var isInterface = _listing.IsInterface(type);
        if (isInterface) attributes |= TypeAttributes.Interface | TypeAttributes.Abstract;
        else if (like is { IsStatic: true }) attributes |= TypeAttributes.Abstract | TypeAttributes.Sealed;
        else if (like is { IsAbstract: true } && !type.IsValueType) attributes |= TypeAttributes.Abstract;
        else if (like is { IsSealed: true } || type.IsValueType || type.IsDelegate) attributes |= TypeAttributes.Sealed;
        if (type.IsValueType && !type.IsEnum) attributes |= TypeAttributes.SequentialLayout;

        var own = type.Name[(type.Enclosing is { } outer ? outer.Length + 1 : 0)..];
        var dot = type.Enclosing == null ? own.LastIndexOf('.') : -1;
        var classes = isInterface || type.Bases.Count == 0 ? 0 : 1;
        var handle = _metadata.AddTypeDefinition(
            attributes,
            dot < 0 ? default : Text(own[..dot]),
            Text(own[(dot + 1)..]),
            classes == 0 ? default : Handle(type.Bases[0]),
            MetadataTokens.FieldDefinitionHandle(_metadata.GetRowCount(TableIndex.Field) + 1),
            MetadataTokens.MethodDefinitionHandle(_metadata.GetRowCount(TableIndex.MethodDef) + 1));
        foreach (var one in type.Bases.Skip(classes)) _metadata.AddInterfaceImplementation(handle, Handle(one));
        if (type.Enclosing is { } enclosing) _metadata.AddNestedType(handle, (TypeDefinitionHandle)Handle(enclosing));
        if (own.IndexOf('`') is var tick and >= 0)
        {
            var count = own[tick + 1] - '0';
            for (var index = 0; index < count; index++) _metadata.AddGenericParameter(handle, default, Text("T" + index), index);
        }

        members.Add(type, handle, isInterface);
    }

    /// <summary>The constructor of an attribute of the core library.</summary>
    private EntityHandle AttributeConstructor(string attribute, string[] parameters)
    {
        var key = $"{attribute}.ctor({string.Join(',', parameters)})";
        if (!_constructors.TryGetValue(key, out var handle))
        {
            var signature = _metadata.GetOrAddBlob(_signatures.Method(parameters, "System.Void", isStatic: false));
            handle = _metadata.AddMemberReference(Handle(attribute), Text(".ctor"), signature);
            _constructors[key] = handle;
        }

        return handle;
    }

    private EntityHandle Handle(string name)
    {
        if (_handles.TryGetValue(name, out var handle)) return handle;
        var type = _listing.Find(name, _library)
            ?? throw new InvalidDataException($"{_library}.txt names {name}, which no file lists.");
        var own = type.Enclosing is { } outer ? name[(outer.Length + 1)..] : name;
        var dot = type.Enclosing == null ? own.LastIndexOf('.') : -1;
        var scope = type.Enclosing == null ? Library(type.Library) : Handle(type.Enclosing);
        return _handles[name] = _metadata.AddTypeReference(scope, dot < 0 ? default : Text(own[..dot]), Text(own[(dot + 1)..]));
    }

    private EntityHandle Library(string library)
    {
        if (_library == CoreLibrary) throw new InvalidDataException($"{CoreLibrary} needs a type of {library}.");
        if (!_libraries.TryGetValue(library, out var handle))
        {
            handle = _metadata.AddAssemblyReference(Text(library), new Version(1, 0, 0, 0), default, default, 0, default);
            _libraries[library] = handle;
        }

        return handle;
    }

    private StringHandle Text(string text) => _metadata.GetOrAddString(text);
}
