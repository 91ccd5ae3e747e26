using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PlantOps.Device.CompileCheck;

/// <summary>What a .nfproj tells the compiler.</summary>
internal sealed class NanoProject
{
    /// <summary>What the nanoFramework tooling defines in every build, unless the project says otherwise.</summary>
    private static readonly string[] Defines = ["TRACE", "NANOFRAMEWORK_1_0"];

    private readonly XDocument _xml;

    public NanoProject(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        _xml = XDocument.Load(Path);
    }

    public string Path { get; }

    public string AssemblyName => Property("AssemblyName") ?? System.IO.Path.GetFileNameWithoutExtension(Path);

    public OutputKind Output =>
        Property("OutputType") == "Exe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;

    public NullableContextOptions Nullable =>
        Property("Nullable") == "enable" ? NullableContextOptions.Enable : NullableContextOptions.Disable;

    /// <summary>The names of the assemblies that it refers to.</summary>
    public string[] References => [.. Elements("Reference").Select(reference => reference.Attribute("Include")!.Value)];

    /// <summary>C# 9 is what the tooling takes where the project says nothing.</summary>
    public CSharpParseOptions ParseOptions()
    {
        var text = Property("LangVersion") ?? "9";
        if (!LanguageVersionFacts.TryParse(text, out var version))
        {
            throw new InvalidDataException($"{Path}: no language version {text}.");
        }

        var defines = Property("DefineConstants")?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? Defines;
        return new CSharpParseOptions(version, DocumentationMode.None, preprocessorSymbols: defines);
    }

    /// <summary>The sources, by the project's own patterns.</summary>
    public IReadOnlyList<string> Sources()
    {
        var sources = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in Elements("Compile"))
        {
            var include = Full(item.Attribute("Include")!.Value);
            var excluded = (item.Attribute("Exclude")?.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(path => Pattern(Full(path))).ToArray();
            var star = include.IndexOf('*');
            var folder = star < 0 ? System.IO.Path.GetDirectoryName(include)! : include[..include.LastIndexOf('/', star)];
            var included = Pattern(include);
            sources.UnionWith(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => included.IsMatch(file) && !excluded.Any(pattern => pattern.IsMatch(file))));
        }

        return [.. sources];
    }

    /// <summary>The path of an item, which is relative to the project's and may have backslashes.</summary>
    private string Full(string item)
    {
        var path = item.Trim().Replace('\\', '/');
        if (path.EndsWith("**", StringComparison.Ordinal)) path += "/*";
        return System.IO.Path.GetFullPath(path, System.IO.Path.GetDirectoryName(Path)!);
    }

    private static Regex Pattern(string path)
    {
        var pattern = Regex.Escape(path)
            .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal);
        return new Regex($"^{pattern}$", RegexOptions.CultureInvariant);
    }

    private string? Property(string name) => Elements(name).LastOrDefault()?.Value.Trim();

    private IEnumerable<XElement> Elements(string name) => _xml.Descendants().Where(element => element.Name.LocalName == name);
}
