using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PlantOps.Gateway.Tests.Install;

namespace PlantOps.Gateway.Tests.Architecture;

/// <summary>Files, methods and lines are of a size that is read at once.</summary>
public sealed class SourceSizeTests(SourceSizeTests.Sources sources) : IClassFixture<SourceSizeTests.Sources>
{
    private const int MaxLines = 300;
    private const int MaxMethodLines = 60;
    private const int MaxColumns = 130;

    /// <summary>A text of at least so many characters may make a line longer: it is found by searching for it.</summary>
    private const int LongText = 30;

    [Fact]
    public void Files_HaveAtMost300Lines() => AssertNone(
        from tree in sources.Trees
        let lines = tree.GetText().Lines.Count - 1
        where lines > MaxLines
        select string.Create(CultureInfo.InvariantCulture, $"{tree.FilePath} has {lines}."));

    /// <summary>Tables of words in a language may be longer.</summary>
    [Fact]
    public void Methods_HaveAtMost60Lines() => AssertNone(
        from tree in sources.Trees
        from method in tree.GetRoot().DescendantNodes()
        where method is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
        where !tree.FilePath.Contains("/Words/", StringComparison.Ordinal)
        let lines = tree.GetText().Lines
        let first = lines.GetLinePosition(StartOf(method)).Line
        let length = lines.GetLinePosition(method.Span.End).Line - first + 1
        where length > MaxMethodLines
        select string.Create(CultureInfo.InvariantCulture, $"{tree.FilePath}:{first + 1} has {length}."));

    [Fact]
    public void Lines_HaveAtMost130CharactersUnlessOfALongText() => AssertNone(
        from tree in sources.Trees
        let root = tree.GetRoot()
        from line in tree.GetText().Lines
        where line.Span.Length > MaxColumns && !root.DescendantTokens(line.Span).Any(IsLongText)
        select string.Create(CultureInfo.InvariantCulture, $"{tree.FilePath}:{line.LineNumber + 1} has {line.Span.Length}."));

    // Rows of data are none of its lines.
    private static int StartOf(SyntaxNode method) =>
        method.ChildNodesAndTokens().First(part => part.AsNode() is not AttributeListSyntax).SpanStart;

    private static void AssertNone(IEnumerable<string> larger) => Assert.Equal(string.Empty, string.Join('\n', larger));

    private static bool IsLongText(SyntaxToken token) =>
        token.Parent is InterpolatedStringExpressionSyntax or InterpolatedStringTextSyntax
        || (token.Parent is LiteralExpressionSyntax && token.Span.Length >= LongText);

    /// <summary>What people wrote.</summary>
    public sealed class Sources
    {
        private static readonly string[] Folders = ["gateway", "device", "shared", "tests"];

        public Sources() => Trees =
        [
            .. from folder in Folders
               from path in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
               let parts = Path.GetRelativePath(Repository.Root, path).Split('/')
               where !parts.Contains("bin") && !parts.Contains("obj") && !parts.Contains("nanoframework")
               select CSharpSyntaxTree.ParseText(File.ReadAllText(path), path: string.Join('/', parts)),
        ];

        /// <summary>By their paths in the repository.</summary>
        public IReadOnlyList<SyntaxTree> Trees { get; }
    }
}
