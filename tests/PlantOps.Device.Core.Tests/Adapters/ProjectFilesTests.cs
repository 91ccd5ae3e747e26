using System.Text.RegularExpressions;
using System.Xml.Linq;
using PlantOps.Device.Starting;

namespace PlantOps.Device.Core.Tests.Adapters;

/// <summary>What only the nanoFramework tooling reads, and would be found out by it much later.</summary>
public sealed partial class ProjectFilesTests
{
    private static readonly string Root = FindRoot();

    [Theory]
    [InlineData("device/PlantOps.Device")]
    [InlineData("tests/PlantOps.Device.NanoTests")]
    public void References_OfAProject_AreInThePackagesItRestores(string folder)
    {
        var project = XDocument.Load(Directory.GetFiles(Path.Combine(Root, folder), "*.nfproj").Single());
        var referenced = project.Descendants().Where(element => element.Name.LocalName == "HintPath")
            .Select(path => Folder().Match(path.Value).Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        var restored = XDocument.Load(Path.Combine(Root, folder, "packages.config")).Descendants("package")
            .Select(package => $"{package.Attribute("id")!.Value}.{package.Attribute("version")!.Value}").Order(StringComparer.Ordinal);
        Assert.Equal(restored, referenced);
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
        var written = Version().Match(File.ReadAllText(Path.Combine(Root, "device/PlantOps.Device/Properties/AssemblyInfo.cs"))).Groups[1].Value;
        Assert.Equal(typeof(Firmware).Assembly.GetName().Version!.ToString(), written);
    }

    private static Dictionary<string, string> Packages(string folder) => XDocument.Load(Path.Combine(Root, folder, "packages.config"))
        .Descendants("package").ToDictionary(package => package.Attribute("id")!.Value, package => package.Attribute("version")!.Value);

    private static string FindRoot()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "PlantOps.sln"))) root = root.Parent!;
        return root.FullName;
    }

    [GeneratedRegex(@"packages\\([^\\]+)\\")]
    private static partial Regex Folder();

    [GeneratedRegex(@"AssemblyVersion\(""([^""]+)""\)")]
    private static partial Regex Version();
}
