namespace PlantOps.Device.CompileCheck.Listing;

/// <summary>
/// The public surface of the device's libraries as tests/nanoframework/api has it: a file a library, named as its assembly,
/// with <c>type NAME : BASE,INTERFACE</c> and <c>TYPE::MEMBER(PARAMETERS):RESULT</c> or <c>TYPE::FIELD:TYPE</c> a line.
/// </summary>
internal sealed class ApiListing
{
    private readonly Dictionary<string, Dictionary<string, ListedType>> _libraries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ListedType> _types = new(StringComparer.Ordinal);

    /// <summary>Reads every file of a folder.</summary>
    /// <exception cref="InvalidDataException">A line is none of the three forms, or names a type that no file lists.</exception>
    public ApiListing(string folder)
    {
        var files = Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).ToArray();
        foreach (var file in files) ReadTypes(file);
        foreach (var file in files) ReadMembers(file);
    }

    public bool Has(string library) => _libraries.ContainsKey(library);

    /// <summary>The types of a library, an enclosing type before those that are nested in it.</summary>
    public IReadOnlyList<ListedType> Types(string library) =>
        [.. _libraries[library].Values.OrderBy(type => type.Name, StringComparer.Ordinal)];

    /// <summary>The type of that name: the library's own, or of another library.</summary>
    public ListedType? Find(string name, string library) =>
        _libraries[library].GetValueOrDefault(name) ?? _types.GetValueOrDefault(name);

    /// <summary>Whether a type is an interface: the listing gives every other type but Object a class for its base.</summary>
    public bool IsInterface(ListedType type) => type.Name != "System.Object"
        && (type.Bases.Count == 0 || (Find(type.Bases[0], type.Library) is { } first && IsInterface(first)));

    /// <summary>Whether a class above that one has a method of the same name and parameters.</summary>
    public bool Overrides(ListedType type, ListedMember member)
    {
        for (var above = BaseClass(type); above != null; above = BaseClass(above))
        {
            if (above.Members.Exists(one => one.Signature == member.Signature)) return true;
        }

        return false;
    }

    private ListedType? BaseClass(ListedType type) =>
        type.Bases.Count > 0 && Find(type.Bases[0], type.Library) is { } first && !IsInterface(first) ? first : null;

    private void ReadTypes(string file)
    {
        var library = Path.GetFileNameWithoutExtension(file);
        var types = _libraries[library] = new Dictionary<string, ListedType>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(file).Where(line => line.StartsWith("type ", StringComparison.Ordinal)))
        {
            var parts = line[5..].Split(" : ");
            var type = types[parts[0]] = new ListedType(parts[0], library);
            if (parts.Length > 1) type.Bases.AddRange(parts[1].Split(','));
            _types.TryAdd(type.Name, type);
        }
    }

    private void ReadMembers(string file)
    {
        var types = _libraries[Path.GetFileNameWithoutExtension(file)];
        foreach (var line in File.ReadLines(file))
        {
            if (line.Length == 0 || line.StartsWith("type ", StringComparison.Ordinal)) continue;
            var colons = line.IndexOf("::", StringComparison.Ordinal);
            var type = colons < 0 ? null : types.GetValueOrDefault(line[..colons]);
            if (type == null) throw new InvalidDataException($"{Path.GetFileName(file)}: \"{line}\" is of no type listed there.");
            type.Members.Add(Member(line[(colons + 2)..]));
        }
    }

    private static ListedMember Member(string text)
    {
        var open = text.IndexOf('(');
        if (open < 0)
        {
            var colon = text.IndexOf(':');
            return new ListedMember(text[..colon], null, text[(colon + 1)..]);
        }

        var close = text.LastIndexOf("):", StringComparison.Ordinal);
        var parameters = text[(open + 1)..close];
        return new ListedMember(text[..open], parameters.Length == 0 ? [] : parameters.Split(','), text[(close + 2)..]);
    }
}
