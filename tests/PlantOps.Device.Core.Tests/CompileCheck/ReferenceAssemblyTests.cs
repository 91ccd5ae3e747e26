namespace PlantOps.Device.Core.Tests.CompileCheck;

/// <summary>That a reference assembly has the shapes that its listing names.</summary>
public sealed class ReferenceAssemblyTests
{
    private const string Garden = """
        type Garden.Bed : System.Object
        type Garden.Bed+Row : System.ValueType
        type Garden.Bed+Watered : System.MulticastDelegate
        type Garden.IGrows
        type Garden.IBlooms : Garden.IGrows
        type Garden.Rose : Garden.Plant,Garden.IBlooms
        type Garden.Plant : System.Object
        type Garden.Season : System.Enum
        type Garden.Tools : System.Object
        Garden.Bed::.ctor(System.Int32):System.Void
        Garden.Bed::get_Item(System.Int32):Garden.Plant
        Garden.Bed::set_Item(System.Int32,Garden.Plant):System.Void
        Garden.Bed::get_Rows():Garden.Bed+Row[]
        Garden.Bed::add_OnWatered(Garden.Bed+Watered):System.Void
        Garden.Bed::remove_OnWatered(Garden.Bed+Watered):System.Void
        Garden.Bed::op_Addition(Garden.Bed,Garden.Plant):Garden.Bed
        Garden.Bed::TryFind(System.String,Garden.Plant&):System.Boolean
        Garden.Bed::Width:System.Double
        Garden.Bed+Row::Length:System.Int32
        Garden.Bed+Watered::.ctor(System.Object,System.IntPtr):System.Void
        Garden.Bed+Watered::Invoke(System.Byte[]):System.Boolean
        Garden.IGrows::Grow(System.Single):System.Void
        Garden.IBlooms::get_Season():Garden.Season
        Garden.Plant::.ctor():System.Void
        Garden.Plant::ToString():System.String
        Garden.Rose::.ctor():System.Void
        Garden.Season::Spring:Garden.Season
        Garden.Season::Summer:Garden.Season
        Garden.Season::value__:System.Byte
        Garden.Tools::Count():System.Int32
        """;

    [Theory]
    [InlineData("var bed = new Bed(3); bed[0] = new Rose(); Plant rose = bed[0]; bed += rose;")]
    [InlineData("Plant found = null!; bool there = new Bed(1).TryFind(\"a\", ref found); double width = new Bed(1).Width;")]
    [InlineData("new Bed(1).OnWatered += bytes => bytes.Length > 0; int length = new Bed(1).Rows[0].Length;")]
    [InlineData("IBlooms one = new Rose(); one.Grow(1.5f); byte first = (byte)one.Season; var two = Season.Spring | one.Season;")]
    [InlineData("switch (Season.Spring) { case Season.Spring: case Season.Summer: break; } int tools = Tools.Count();")]
    [InlineData("Bed.Row row = default; row.Length = 2; string text = new Plant().ToString() + new Rose();")]
    public void Compile_WhatIsListed_Passes(string statements)
    {
        using var sources = new NanoSources(("Garden", Garden));
        Assert.Empty(sources.Compile(statements, "using Garden;"));
    }

    [Theory]
    [InlineData("new Bed();", "CS7036")]
    [InlineData("new IGrows();", "CS0144")]
    [InlineData("IBlooms one = new Plant();", "CS0266")]
    [InlineData("Rose rose = new Plant();", "CS0266")]
    [InlineData("Bed.Row row = null;", "CS0037")]
    [InlineData("new Bed(1).Rows = null;", "CS0200")]
    [InlineData("new Bed(1).OnWatered(new byte[1]);", "CS0079")]
    [InlineData("Plant rose = null!; new Bed(1).TryFind(\"a\", rose);", "CS1620")]
    [InlineData("Season season = Season.Autumn;", "CS0117")]
    [InlineData("new Tools();", "CS1729")]
    public void Compile_WhatIsNot_IsAnError(string statements, string code)
    {
        using var sources = new NanoSources(("Garden", Garden));
        var errors = sources.Compile(statements, "using Garden;");
        Assert.Contains(errors, error => error.Contains($"error {code}:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("System.Net.Sockets.Socket", "garbage without a type")]
    [InlineData("Garden", "type Garden.Bed : System.Object\nGarden.Shed::.ctor():System.Void")]
    public void Read_LineOfNoListedType_IsNamed(string library, string lines)
    {
        var error = Assert.Throws<InvalidDataException>(() => new NanoSources((library, lines)));
        Assert.Contains(library + ".txt: \"" + lines.Split('\n')[^1], error.Message);
    }

    [Fact]
    public void Compile_TypeThatNoLibraryLists_IsNamed()
    {
        using var sources = new NanoSources(("Garden", "type Garden.Bed : System.Object\nGarden.Bed::get_Gnome():Garden.Gnome"));
        var error = Assert.Throws<InvalidDataException>(() => sources.Compile("Do();"));
        Assert.Equal("Garden.txt names Garden.Gnome, which no file lists.", error.Message);
    }
}
