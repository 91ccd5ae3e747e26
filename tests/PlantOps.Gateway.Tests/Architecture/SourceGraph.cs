using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PlantOps.Gateway.Tests.Architecture;

/// <summary>Which source file of the gateway uses which, as the compiler sees it; comments do not count.</summary>
internal sealed class SourceGraph
{
    /// <summary>What the web SDK imports in every file.</summary>
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Net.Http.Json; global using System.Threading;
        global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private readonly string _root;
    private readonly Dictionary<string, IReadOnlyList<string>> _imports;

    private SourceGraph(string root)
    {
        _root = root;
        var trees = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => FolderOf(NameOf(path)) is not ("bin" or "obj"))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: path))
            .ToList();
        var assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is not
                ("plantops.dll" or "PlantOps.Gateway.Tests.dll" or "PlantOps.Device.Core.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("gateway", [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings)], assemblies);
        _imports = trees.ToDictionary(tree => NameOf(tree.FilePath), ImportsOf, StringComparer.Ordinal);
        Uses = trees.ToDictionary(tree => NameOf(tree.FilePath),
            tree => (IReadOnlySet<string>)UsesOf(compilation.GetSemanticModel(tree)), StringComparer.Ordinal);
    }

    /// <summary>Of each file, by its path in the gateway's folder, the files whose types it uses.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Uses { get; }

    public static SourceGraph OfGateway()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent!;
        return new SourceGraph(Path.Combine(folder.FullName, "gateway", "PlantOps.Gateway"));
    }

    /// <summary>The top folder of a file; empty for one that is in none.</summary>
    public static string FolderOf(string file) =>
        file.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? file[..end] : string.Empty;

    /// <summary>The namespaces that a file imports.</summary>
    public IReadOnlyList<string> Imports(string file) => _imports[file];

    /// <summary>The largest set of files each of which leads to each other one.</summary>
    public IReadOnlyList<string> LargestCycle() => new Cycles(Uses).Largest;

    private HashSet<string> UsesOf(SemanticModel model)
    {
        var self = NameOf(model.SyntaxTree.FilePath);
        return model.SyntaxTree.GetRoot().DescendantNodes()
            .Where(node => node is SimpleNameSyntax or ConstructorInitializerSyntax or BaseObjectCreationExpressionSyntax)
            .Select(node => model.GetSymbolInfo(node))
            .Select(info => info.Symbol ?? info.CandidateSymbols.FirstOrDefault())
            .Select(symbol => symbol as INamedTypeSymbol ?? symbol?.ContainingType)
            .OfType<INamedTypeSymbol>()
            .Select(type => FilesOf(type.OriginalDefinition))

            // The parts of a type that is written in several files are one: that they use each other leads nowhere.
            .Where(files => !files.Contains(self))
            .SelectMany(files => files)
            .ToHashSet(StringComparer.Ordinal);
    }

    private List<string> FilesOf(INamedTypeSymbol type) =>
        [.. type.DeclaringSyntaxReferences.Select(declared => NameOf(declared.SyntaxTree.FilePath))];

    private static IReadOnlyList<string> ImportsOf(SyntaxTree tree) =>
        [.. tree.GetCompilationUnitRoot().Usings.Select(import => import.NamespaceOrType.ToString())];

    private string NameOf(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');

    /// <summary>Strongly connected components, by Tarjan's algorithm.</summary>
    private sealed class Cycles
    {
        private readonly IReadOnlyDictionary<string, IReadOnlySet<string>> _uses;
        private readonly Dictionary<string, (int Index, int Low)> _seen = [];
        private readonly Stack<string> _path = new();
        private readonly HashSet<string> _onPath = [];

        public Cycles(IReadOnlyDictionary<string, IReadOnlySet<string>> uses)
        {
            _uses = uses;
            foreach (var file in uses.Keys.Where(file => !_seen.ContainsKey(file)).ToList())
            {
                if (!_seen.ContainsKey(file)) Visit(file);
            }
        }

        public List<string> Largest { get; private set; } = [];

        private int Visit(string file)
        {
            var index = _seen.Count;
            var low = index;
            _seen[file] = (index, low);
            _path.Push(file);
            _onPath.Add(file);
            foreach (var used in _uses[file])
            {
                if (!_seen.TryGetValue(used, out var seen)) low = Math.Min(low, Visit(used));
                else if (_onPath.Contains(used)) low = Math.Min(low, seen.Index);
            }

            if (low == index) Close(file);
            return low;
        }

        private void Close(string first)
        {
            var cycle = new List<string>();
            do
            {
                cycle.Add(_path.Pop());
                _onPath.Remove(cycle[^1]);
            }
            while (cycle[^1] != first);
            if (cycle.Count > Largest.Count) Largest = cycle;
        }
    }
}
