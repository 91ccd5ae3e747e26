using System.Text.RegularExpressions;
using System.Xml.Linq;
using PlantOps.Device.Starting;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>What only the nanoFramework tooling reads, and would be found out by it much later.</summary>
public sealed partial class ProjectFilesTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Manual = File.ReadAllText(Path.Combine(Root, "docs/firmware.md"));
    private static readonly string Workflow = File.ReadAllText(Path.Combine(Root, ".github/workflows/build.yml"));

    [Theory]
    [InlineData("device/PlantOps.Device")]
    [InlineData("tests/PlantOps.Device.NanoTests")]
    public void References_OfAProject_AreInThePackagesItRestores(string folder)
    {
        var referenced = Project(folder).Descendants().Where(element => element.Name.LocalName == "HintPath")
            .Select(path => Folder().Match(path.Value).Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        var restored = XDocument.Load(Path.Combine(Root, folder, "packages.config")).Descendants("package")
            .Select(package => $"{package.Attribute("id")!.Value}.{package.Attribute("version")!.Value}")
            .Order(StringComparer.Ordinal);
        Assert.Equal(restored, referenced);
    }

    [Theory]
    [InlineData("device/PlantOps.Device")]
    [InlineData("tests/PlantOps.Device.NanoTests")]
    public void HintPath_OfAReference_LeadsToItInTheFolderOfPackages(string folder)
    {
        foreach (var reference in Project(folder).Descendants().Where(element => element.Name.LocalName == "Reference"))
        {
            var path = reference.Elements().Single(element => element.Name.LocalName == "HintPath").Value.Replace('\\', '/');
            Assert.Equal(reference.Attribute("Include")!.Value, Path.GetFileNameWithoutExtension(path));
            var folders = Path.GetRelativePath(Root, Path.GetFullPath(path, Path.Combine(Root, folder))).Split('/');
            Assert.Equal(("packages", "lib", 4), (folders[0], folders[2], folders.Length));
        }
    }

    [Theory]
    [InlineData("device/PlantOps.Device")]
    [InlineData("tests/PlantOps.Device.NanoTests")]
    public void OutputPath_OfAProject_IsSetAfterTheToolingSetsItsOwn(string folder)
    {
        var elements = Project(folder).Descendants().ToList();
        var import = elements.FindIndex(element =>
            element.Attribute("Project") is { } path && path.Value.EndsWith("NFProjectSystem.props", StringComparison.Ordinal));
        var output = elements.FindIndex(element => element.Name.LocalName == "OutputPath");
        Assert.True(import > 0 && output > import, $"OutputPath is element {output}, the import {import}");
        Assert.Equal(@"bin\nano\$(Configuration)\", elements[output].Value);
    }

    [Theory]
    [InlineData("device/PlantOps.Device")]
    [InlineData("tests/PlantOps.Device.NanoTests")]
    public void Workflow_RestoresAndBuildsAProject_AsTheProjectHasIt(string folder)
    {
        var project = Path.GetRelativePath(Root, Directory.GetFiles(Path.Combine(Root, folder), "*.nfproj").Single());
        Assert.Contains($"nuget restore {folder}/packages.config -PackagesDirectory packages\n", Workflow);
        Assert.Contains($"msbuild {project} -p:Configuration=Release\n", Workflow);
    }

    [Fact]
    public void Image_OfTheFirmware_IsWhereWorkflowAndManualSay()
    {
        const string Folder = "device/PlantOps.Device";
        var output = Value(Folder, "OutputPath").Replace(@"$(Configuration)", "Release", StringComparison.Ordinal);
        output = output.Replace('\\', '/');
        var image = Value(Folder, "AssemblyName") + ".bin";
        Assert.Contains($"path: {Folder}/{output}*.bin\n", Workflow);
        Assert.Contains($"`{Folder}/{output}{image}`", Manual);
        Assert.Contains($"--deploy --image {image}`", Manual);
        Assert.All(Image().Matches(Manual), named => Assert.EndsWith(image, named.Value));
    }

    [Fact]
    public void Versions_ThatTextsName_AreTheRestoredOnes()
    {
        var packages = Packages("device/PlantOps.Device");
        foreach (var (id, version) in Packages("tests/PlantOps.Device.NanoTests")) packages[id] = version;
        var texts = Manual + File.ReadAllText(Path.Combine(Root, "device/PlantOps.Device/packages.config"));
        var named = Named().Matches(texts).Select(match => (Id: match.Groups[1].Value, Version: match.Groups[2].Value)).ToArray();
        Assert.Contains(named, one => one.Id == "nanoFramework.Iot.Device.DnsServer");
        Assert.All(named, one => Assert.Equal(packages[one.Id], one.Version));
        var core = packages["nanoFramework.CoreLibrary"];
        Assert.Contains($"newest stable CLR ({core[..core.LastIndexOf('.')]} ", Manual);
        var listed = File.ReadAllText(Path.Combine(Root, "tests/nanoframework/README.md"));
        Assert.Contains($"mscorlib {core},", listed);
        Assert.Contains($"M2Mqtt {packages["nanoFramework.M2Mqtt"]},", listed);
        Assert.Contains($"System.Net {packages["nanoFramework.System.Net"]},", listed);
        Assert.Contains($"TestFramework {packages["nanoFramework.TestFramework"]} ", listed);
    }

    [Fact]
    public void Packages_OfTheTests_AreOfTheFirmwaresVersions()
    {
        var firmware = Packages("device/PlantOps.Device");
        foreach (var (id, version) in Packages("tests/PlantOps.Device.NanoTests"))
        {
            if (id != "nanoFramework.TestFramework") Assert.Equal(firmware[id], version);
        }
    }

    [Fact]
    public void Version_OfTheDeployedAssembly_IsTheProducts()
    {
        var written = Version()
            .Match(File.ReadAllText(Path.Combine(Root, "device/PlantOps.Device/Properties/AssemblyInfo.cs"))).Groups[1].Value;
        Assert.Equal(typeof(Firmware).Assembly.GetName().Version!.ToString(), written);
    }

    private static XDocument Project(string folder) =>
        XDocument.Load(Directory.GetFiles(Path.Combine(Root, folder), "*.nfproj").Single());

    private static string Value(string folder, string property) =>
        Project(folder).Descendants().Last(element => element.Name.LocalName == property).Value;

    private static Dictionary<string, string> Packages(string folder) =>
        XDocument.Load(Path.Combine(Root, folder, "packages.config"))
        .Descendants("package")
        .ToDictionary(package => package.Attribute("id")!.Value, package => package.Attribute("version")!.Value);

    private static string FindRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "PlantOps.sln"))) root = root.Parent!;
        return root.FullName;
    }

    [GeneratedRegex(@"packages\\([^\\]+)\\")]
    private static partial Regex Folder();

    [GeneratedRegex(@"[\w.]+\.bin\b")]
    private static partial Regex Image();

    /// <summary>A package and its version, one after the other in a text.</summary>
    [GeneratedRegex(@"\b((?:nanoFramework|UnitsNet)\.[\w.]+)`? (\d+\.\d+\.\d+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"AssemblyVersion\(""([^""]+)""\)")]
    private static partial Regex Version();
}
