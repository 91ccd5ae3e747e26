namespace PlantOps.Device.CompileCheck.Listing;

/// <summary>A field or method of a listed type. Types are as listed: <c>System.Byte[]</c>, <c>System.Int32&amp;</c>.</summary>
/// <param name="Name">The name in metadata: <c>get_Length</c>, <c>.ctor</c>.</param>
/// <param name="Parameters">The types of a method's parameters, or null for a field.</param>
/// <param name="Result">What a method returns, or a field's type.</param>
internal sealed record ListedMember(string Name, string[]? Parameters, string Result)
{
    public bool IsMethod => Parameters != null;

    /// <summary>Name and parameters: what makes a member of one type unlike another.</summary>
    public string Signature => Parameters == null ? Name : $"{Name}({string.Join(',', Parameters)})";
}

/// <summary>A type of a listed library.</summary>
internal sealed class ListedType(string name, string library)
{
    /// <summary>The full name; a nested type follows its own after a plus sign.</summary>
    public string Name { get; } = name;

    /// <summary>The assembly it is in.</summary>
    public string Library { get; } = library;

    /// <summary>The base class, if it has one, then the interfaces.</summary>
    public List<string> Bases { get; } = [];

    public List<ListedMember> Members { get; } = [];

    /// <summary>The full name of the type it is nested in, or null.</summary>
    public string? Enclosing => Name.LastIndexOf('+') is var plus and >= 0 ? Name[..plus] : null;

    public bool IsEnum => Bases is ["System.Enum", ..];

    public bool IsDelegate => Bases is ["System.MulticastDelegate", ..];

    public bool IsValueType => IsEnum || (Bases is ["System.ValueType", ..] && Name != "System.Enum");
}
