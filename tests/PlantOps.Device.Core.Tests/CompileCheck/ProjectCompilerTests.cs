namespace PlantOps.Device.Core.Tests.CompileCheck;

/// <summary>That a project which the nanoFramework tooling would not compile does not pass, and one that it would does.</summary>
public sealed class ProjectCompilerTests
{
    private const string Ways = """
        using System;
        using System.Collections;
        using System.Text;
        namespace A;
        public delegate int Measure(int pin, out string name);
        public enum Kind : byte { None, Air = 4, Soil }
        public interface IPlant : IDisposable { string Name { get; } event EventHandler Thirsty; int this[int day] { get; set; } }
        internal abstract class Plant : IPlant
        {
            private readonly Hashtable _days = new Hashtable();
            public event EventHandler? Thirsty;
            public string Name { get; init; } = "fern";
            public int this[int day] { get => _days[day] is int value ? value : 0; set => _days[day] = value; }
            public abstract void Dispose();
            public override string ToString() => $"{Name}: {_days.Count,3} days, {1.5:F1}";
            protected void Tell() => Thirsty?.Invoke(this, EventArgs.Empty);
        }
        internal sealed class Fern : Plant
        {
            private static readonly byte[] Bytes = [1, 2, 3];
            public override void Dispose() { }
            public static bool operator ==(Fern? one, Fern? other) => ReferenceEquals(one, other);
            public static bool operator !=(Fern? one, Fern? other) => !(one == other);
            public override bool Equals(object? other) => other is Fern fern && fern == this;
            public override int GetHashCode() => base.GetHashCode();
            public string Write(string? text, params object[] more)
            {
                lock (_gate)
                {
                    using var other = new Fern();
                    foreach (object one in more) text += one.ToString();
                    foreach (byte one in Bytes) text += one;
                    string kind = Kind.Soil switch { Kind.Air => "air", Kind.Soil when more.Length > 0 => "soil", _ => "none" };
                    Measure measure = (int pin, out string name) => { name = kind; return pin; };
                    try { measure(2, out string found); return string.Format("{0} {1}", found, text?.ToUpper()); }
                    catch (ArgumentException e) when (e.ParamName != null) { return e.Message; }
                    finally { Tell(); }
                }
            }
            private readonly object _gate = new object();
        }
        """;

    [Fact]
    public void Compile_MemberOfAnEnumBehindAQuestionMark_NeedsATypeThatIsNotThere()
    {
        using var sources = new NanoSources(Array.Empty<string>());
        const string Members = "class Topic { public System.DayOfWeek Day; } Topic? _topic;";
        var error = Assert.Single(sources.Compile("if (_topic?.Day == System.DayOfWeek.Monday) Do();", members: Members));
        Assert.Contains("One.cs(3,18): error CS0518: Predefined type 'System.Nullable`1' is not defined or imported", error);
        Assert.Empty(sources.Compile("if (_topic != null && _topic.Day == System.DayOfWeek.Monday) Do();", members: Members));
    }

    [Fact]
    public void Compile_NameOfTwoLibraries_IsAmbiguous()
    {
        const string Usings = "using System.Net; using System.Net.NetworkInformation;";
        const string Statement = "object all = AuthenticationType.Open;";
        using var one = new NanoSources("System.Net", "nanoFramework.Runtime.Events");
        Assert.Empty(one.Compile(Statement, Usings));
        using var both = new NanoSources("System.Net", "System.Net.Http", "nanoFramework.Runtime.Events");
        var error = Assert.Single(both.Compile(Statement, Usings));
        Assert.Contains("error CS0104: 'AuthenticationType' is an ambiguous reference", error);
    }

    [Fact]
    public void Compile_TypeOfALibraryThatTheProjectLacks_IsNotFound()
    {
        const string Statement = "double root = Math.Sqrt(2);";
        using var without = new NanoSources("nanoFramework.System.Collections");
        var error = Assert.Single(without.Compile(Statement, "using System;"));
        Assert.Contains("error CS0103: The name 'Math' does not exist", error);
        using var with = new NanoSources("System.Math");
        Assert.Empty(with.Compile(Statement, "using System;"));
    }

    [Theory]
    [InlineData("string all = string.Join(\",\", new string[0]);", "CS0117")]
    [InlineData("System.Collections.Generic.List<int> all = null!;", "CS0234")]
    [InlineData("int? maybe = 1;", "CS0518")]
    [InlineData("System.Threading.Thread.Sleep(\"1\");", "CS1503")]
    [InlineData("new System.Random().Next(1, 2, 3);", "CS1501")]
    [InlineData("string text = new object();", "CS0266")]
    [InlineData("var part = (1, 2);", "CS8179")]
    public void Compile_WhatTheDeviceHasNot_IsAnError(string statement, string code)
    {
        using var sources = new NanoSources(Array.Empty<string>());
        Assert.Contains(sources.Compile(statement), error => error.Contains($"error {code}:", StringComparison.Ordinal));
    }

    [Fact]
    public void Compile_WhatTheDeviceHas_Passes()
    {
        using var sources = new NanoSources("nanoFramework.System.Collections", "nanoFramework.System.Text");
        sources.Write("Plants/Fern.cs", Ways);
        Assert.Empty(sources.Compile());
    }

    [Fact]
    public void Compile_LibraryBehindALibrary_MustBeReferredToAsWell()
    {
        using var sources = new NanoSources("System.IO.FileSystem");
        const string Statement = "new System.IO.FileStream(\"a\", System.IO.FileMode.Open).Flush();";
        Assert.Contains(sources.Compile(Statement), error => error.Contains("'System.IO.Streams, ", StringComparison.Ordinal));
        sources.WriteProject(["System.IO.FileSystem", "System.IO.Streams", "nanoFramework.System.Text"], "");
        Assert.Empty(sources.Compile(Statement));
    }

    [Fact]
    public void Compile_ReferenceThatIsNotListed_IsAnError()
    {
        using var sources = new NanoSources("System.Linq");
        Assert.EndsWith("error: no listing of its reference System.Linq", Assert.Single(sources.Compile("Do();")));
    }

    [Fact]
    public void Compile_LanguageOfTheProject_IsTheOneItNames()
    {
        using var sources = new NanoSources(Array.Empty<string>());
        const string IsDefined = "#if !NANOFRAMEWORK_1_0 || !TRACE || DEBUG\n#error\n#endif\n";
        sources.Write("Two.cs", "namespace A;\n" + IsDefined + "class Two { string? _none; }");
        Assert.Empty(sources.Compile());
        sources.WriteProject([], "<LangVersion>9</LangVersion>");
        Assert.Contains("CS8773", Assert.Single(sources.Compile()));
    }

    [Fact]
    public void Compile_WhatTheProjectExcludes_IsNotCompiled()
    {
        using var sources = new NanoSources(Array.Empty<string>());
        foreach (var path in new[] { "bin/Release/A.cs", "obj/nano/A.cs" }) sources.Write(path, "#error");
        sources.Write("binary/deep/A.cs", "class A { }");
        Assert.Empty(sources.Compile("new A();"));
        sources.Write("binary/deep/A.cs", "#error one");
        Assert.Contains("error CS1029", Assert.Single(sources.Compile("Do();")));
    }
}
