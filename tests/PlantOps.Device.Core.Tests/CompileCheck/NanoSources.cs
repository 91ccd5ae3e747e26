using PlantOps.Device.CompileCheck;
using PlantOps.Device.CompileCheck.Listing;
using PlantOps.Device.Core.Tests.VirtualDevice;

namespace PlantOps.Device.Core.Tests.CompileCheck;

/// <summary>A nanoFramework project in a folder of its own.</summary>
internal sealed class NanoSources : IDisposable
{
    public static readonly string Root = FindRoot();

    private static readonly Lazy<ProjectCompiler> Real = new(() => Compiler(Path.Combine(Root, "tests/nanoframework/api")));
    private readonly TemporaryDirectory _folder = new();
    private readonly ProjectCompiler? _compiler;

    public NanoSources(params string[] references) => WriteProject(references, "");

    /// <summary>A project against libraries of its own: each listing is a library's name and its lines.</summary>
    public NanoSources(params (string Library, string Lines)[] listings)
    {
        var api = Directory.CreateDirectory(Path.Combine(_folder.Path, "api")).FullName;
        File.Copy(Path.Combine(Root, "tests/nanoframework/api/mscorlib.txt"), Path.Combine(api, "mscorlib.txt"));
        foreach (var (library, lines) in listings) File.WriteAllText(Path.Combine(api, library + ".txt"), lines);
        _compiler = Compiler(api);
        WriteProject([.. listings.Select(listing => listing.Library)], "");
    }

    public string Project => Path.Combine(_folder.Path, "A.nfproj");

    public void WriteProject(string[] references, string properties) => File.WriteAllText(Project, $"""
        <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
          <PropertyGroup>
            <OutputType>Library</OutputType>
            <AssemblyName>A</AssemblyName>
            <LangVersion>latest</LangVersion>
            <Nullable>enable</Nullable>
            {properties}
          </PropertyGroup>
          <ItemGroup><Compile Include="**\*.cs" Exclude="bin\**;obj\**" /></ItemGroup>
          <ItemGroup>{string.Concat(references.Prepend("mscorlib").Select(one => $"<Reference Include=\"{one}\" />"))}</ItemGroup>
        </Project>
        """);

    public void Write(string path, string source)
    {
        var file = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, source);
    }

    /// <summary>Compiles what is in a method of a class of that project, and what else was written.</summary>
    public IReadOnlyList<string> Compile(string statements, string usings = "", string members = "")
    {
        Write("One.cs", $"{usings}\nclass One {{ {members}\n void Do() {{ {statements} }} }}");
        return Compile();
    }

    public IReadOnlyList<string> Compile() => (_compiler ?? Real.Value).Compile(new NanoProject(Project));

    public void Dispose() => _folder.Dispose();

    private static ProjectCompiler Compiler(string api) =>
        new(new ApiListing(api), new Shapes([typeof(nanoFramework.Hardware.Esp32.Configuration).Assembly.Location]));

    private static string FindRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "PlantOps.sln"))) root = root.Parent!;
        return root.FullName;
    }
}
