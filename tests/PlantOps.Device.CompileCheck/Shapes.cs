using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PlantOps.Device.CompileCheck.Listing;

namespace PlantOps.Device.CompileCheck;

/// <summary>
/// What the listing does not say of a member – whether it is static, virtual or protected, whether a parameter is out, optional
/// or a params array, what a constant is worth – as .NET and the stand-ins have it, which are alike in that: the same source
/// compiles against both. The stand-ins go before .NET.
/// </summary>
internal sealed class Shapes
{
    private readonly IAssemblySymbol[] _assemblies;
    private readonly Dictionary<string, INamedTypeSymbol?> _types = new(StringComparer.Ordinal);

    public Shapes(IEnumerable<string> standIns)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = standIns.Concat(Directory.GetFiles(framework, "System*.dll").Where(IsManaged))
            .Select(path => MetadataReference.CreateFromFile(path)).ToArray();
        var compilation = CSharpCompilation.Create("shapes", references: references);
        _assemblies = [.. references.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()];
    }

    public INamedTypeSymbol? Type(string name)
    {
        if (!_types.TryGetValue(name, out var type))
        {
            type = _assemblies.Select(assembly => assembly.GetTypeByMetadataName(name))
                .FirstOrDefault(one => one?.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected);
            _types[name] = type;
        }

        return type;
    }

    /// <summary>The member of the same name and parameters, of the type itself or one above it.</summary>
    public ISymbol? Member(string type, ListedMember member)
    {
        for (var at = Type(type); at != null; at = at.BaseType)
        {
            foreach (var one in at.GetMembers(member.Name))
            {
                var isAlike = one is IMethodSymbol method
                    ? member.IsMethod && SameParameters(method, member.Parameters!)
                    : !member.IsMethod && one is IFieldSymbol;
                if (isAlike) return one;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether a member that has no like is static: as others of its name are; else as an operator is, or as all are in a class
    /// that has no constructor.
    /// </summary>
    public bool IsStatic(ListedType type, ListedMember member)
    {
        if (member.Name == ".ctor") return false;
        var others = Type(type.Name)?.GetMembers(member.Name);
        if (others is { Length: > 0 }) return others.Value[0].IsStatic;
        if (Type(type.Name) is { } known) return known.IsStatic || member.Name.StartsWith("op_", StringComparison.Ordinal);
        return member.Name.StartsWith("op_", StringComparison.Ordinal)
            || (!type.IsValueType && !type.IsDelegate && !type.Members.Exists(one => one.Name == ".ctor"));
    }

    private static bool SameParameters(IMethodSymbol method, string[] parameters)
    {
        if (method.Parameters.Length != parameters.Length) return false;
        for (var index = 0; index < parameters.Length; index++)
        {
            var parameter = method.Parameters[index];
            if (Name(parameter.Type) + (parameter.RefKind == RefKind.None ? "" : "&") != parameters[index]) return false;
        }

        return true;
    }

    private static string Name(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"{Name(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        IPointerTypeSymbol pointer => Name(pointer.PointedAtType) + "*",
        ITypeParameterSymbol parameter => "!" + parameter.Ordinal,
        { ContainingType: { } outer } => $"{Name(outer)}+{type.MetadataName}",
        { ContainingNamespace: { IsGlobalNamespace: false } space } => $"{space.ToDisplayString()}.{type.MetadataName}",
        _ => type.MetadataName,
    };

    private static bool IsManaged(string path) => !Path.GetFileName(path).Contains(".Native", StringComparison.Ordinal);
}
