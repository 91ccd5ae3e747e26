using System.Diagnostics;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.CommandLine;

/// <summary>The script gateway/plantops in a clone of its own, with a compiler that only says that it was called.</summary>
public sealed class LauncherTests : IDisposable
{
    private const string Compiler =
        """
        #!/bin/sh
        mkdir -p "$(dirname "$BUILT")"
        printf '#!/bin/sh\necho ran "$@"\n' > "$BUILT"
        chmod +x "$BUILT"
        touch "$BUILT.dll"
        echo build >> "$BUILDS"
        """;

    private readonly TemporaryDirectory _clone = new();
    private readonly string _script;
    private readonly string _built;
    private readonly string _source;

    public LauncherTests()
    {
        _script = Path.Combine(_clone.Path, "gateway", "plantops");
        _built = Path.Combine(_clone.Path, "gateway/PlantOps.Gateway/bin/Release/net10.0/plantops");
        _source = Write("gateway/PlantOps.Gateway/Program.cs", "// source");
        Write("gateway/PlantOps.Gateway/PlantOps.Gateway.csproj", "<Project/>");
        Write("shared/Shared.cs", "// source");
        Write("Directory.Build.props", "<Project/>");
        Write("Directory.Packages.props", "<Project/>");
        Executable(Write("bin/dotnet", Compiler));
        File.Copy(Path.Combine(FindRoot(), "gateway", "plantops"), _script);
    }

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task Verb_NeverBuilt_IsBuiltOnce()
    {
        Assert.Equal("ran device list", await Run("device", "list"));
        Assert.Equal("ran device list --json", await Run("device", "list", "--json"));
        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task Serve_SourcesChanged_IsBuiltAgainAndAnotherVerbIsNot()
    {
        await Run("serve");
        File.SetLastWriteTimeUtc(_source, File.GetLastWriteTimeUtc(_built + ".dll").AddSeconds(5));

        await Run("device", "list");
        Assert.Equal(1, Builds());
        Assert.Equal("ran --Http:Port 8081", await Run("--Http:Port", "8081"));
        Assert.Equal(2, Builds());
    }

    [Fact]
    public async Task Verb_PublishedNatively_IsThatOne()
    {
        await Run("device", "list");
        var native = Executable(Write("artifacts/native/plantops", "#!/bin/sh\necho native\n"));
        File.SetLastWriteTimeUtc(native, File.GetLastWriteTimeUtc(_built + ".dll").AddSeconds(5));

        Assert.Equal("native", await Run("device", "list"));
        Assert.Equal("native", await Run());
        Assert.Equal(1, Builds());
    }

    private async Task<string> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "sh", [_script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = Path.Combine(_clone.Path, "bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["BUILT"] = _built;
        start.Environment["BUILDS"] = Path.Combine(_clone.Path, "builds");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return output.Trim();
    }

    private int Builds() => File.ReadAllLines(Path.Combine(_clone.Path, "builds")).Length;

    private string Write(string path, string text)
    {
        var file = Path.Combine(_clone.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    private static string Executable(string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PlantOps.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
