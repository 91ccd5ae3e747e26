using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using PlantOps.Device.CompileCheck.Listing;

namespace PlantOps.Device.CompileCheck;

/// <summary>
/// Compiles a .nfproj's sources as the nanoFramework tooling does: against the libraries that it refers to and nothing else,
/// not even .NET's core library.
/// </summary>
internal sealed class ProjectCompiler(ApiListing listing, Shapes shapes)
{
    private readonly Dictionary<string, MetadataReference> _libraries = new(StringComparer.Ordinal);

    /// <summary>The errors of a Release build, as a compiler prints them; none when the project compiles.</summary>
    public IReadOnlyList<string> Compile(NanoProject project)
    {
        var unlisted = project.References.Where(library => !listing.Has(library)).ToArray();
        if (unlisted.Length > 0)
        {
            return [.. unlisted.Select(library => $"{project.Path}: error: no listing of its reference {library}")];
        }

        var references = project.References.Select(Library).ToArray();
        var parse = project.ParseOptions();
        var trees = project.Sources().AsParallel().AsOrdered()
            .Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), parse, path)).ToArray();
        var options = new CSharpCompilationOptions(
            project.Output, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: project.Nullable);
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(project.AssemblyName, trees, references, options).Emit(image);
        return [.. result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(one => one.ToString())];
    }

    private MetadataReference Library(string name)
    {
        if (!_libraries.TryGetValue(name, out var library))
        {
            library = MetadataReference.CreateFromImage(ReferenceAssembly.Make(listing, shapes, name));
            _libraries[name] = library;
        }

        return library;
    }
}
