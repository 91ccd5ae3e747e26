using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Archives;

/// <summary>Readings out of one gateway and into another, by the program itself.</summary>
public abstract class ArchiveTests : IAsyncLifetime
{
    private const int Readings = 60_000;

    private readonly Folder _folder = new();
    private GatewayProcess _gateway = null!;

    private protected abstract string Executable { get; }

    public async ValueTask InitializeAsync()
    {
        Component.Need(File.Exists(Executable), $"{Executable}, which tests/publish-native makes,");
        _gateway = await GatewayProcess.StartedAsync(Executable);
        await SucceedAsync("import", _folder.WriteHistory("history.csv", "plant-fern", Readings), "--create-devices");
    }

    public async ValueTask DisposeAsync()
    {
        if (_gateway is not null) await _gateway.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Export_ImportedByAnotherGateway_IsTheSameFileAgain(string format)
    {
        await using var other = await GatewayProcess.StartedAsync(Executable);
        var (first, second) = (_folder[$"first.{format}"], _folder[$"second.{format}"]);

        var exported = await SucceedAsync("export", "--output", first, "--json");
        var refused = await other.CommandAsync("import", first);
        var imported = await other.CommandAsync("import", first, "--create-devices", "--json");
        var again = await other.CommandAsync("import", first, "--json");
        await other.CommandAsync("export", "--output", second);

        Assert.Equal(Readings, Number(exported, "readings"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("'plant-fern' (Fern, tall)", refused.Error, StringComparison.Ordinal);
        Assert.Equal((Readings, 0), (Number(imported, "new"), Number(imported, "existing")));
        Assert.Equal((0, Readings), (Number(again, "new"), Number(again, "existing")));
        Assert.Equal(_folder.Read($"first.{format}"), _folder.Read($"second.{format}"));
    }

    [Fact]
    public async Task Export_ToStandardOutput_IsTheFile()
    {
        await SucceedAsync("export", "--output", _folder["file.csv"]);

        var printed = await SucceedAsync("export", "--format", "csv");

        Assert.Equal(await File.ReadAllTextAsync(_folder["file.csv"], TestContext.Current.CancellationToken), printed.Output);
    }

    [Fact]
    public async Task Export_ARangeOfADevice_HasNoMore()
    {
        var printed = await SucceedAsync("export", "--device", "plant-fern", "--from", "2025-01-02T00:00:00Z", "--to", "2025-01-03T00:00:00Z");

        var lines = printed.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 1440, lines.Length);
        Assert.Contains("2025-01-02T00:00:00.000Z,1,1440,", lines[1], StringComparison.Ordinal);
        Assert.Contains("2025-01-02T23:59:00.000Z,1,2879,", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_FileThere_IsReplacedOnlyWhenForced()
    {
        var file = _folder["there.csv"];
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);

        var refused = await _gateway.CommandAsync("export", "--output", file);
        var kept = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await SucceedAsync("export", "--output", file, "--force");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", kept);
        Assert.StartsWith("device_id,", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Interrupted_LeavesNoFile()
    {
        using var export = new Running(Executable, ["export", "--output", _folder["cut.csv"], "--DataDirectory", _gateway.DataDirectory]);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!_folder.Files.Any(file => file.EndsWith(".part", StringComparison.Ordinal)) && !export.HasEnded)
        {
            await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await export.InterruptAsync();
        var ended = await export.EndAsync();

        // Where the signal came too late, the file is whole and there.
        if (ended.ExitCode == 0) Assert.Equal(["cut.csv", "history.csv"], _folder.Files.Order());
        else Assert.Equal(["history.csv"], _folder.Files);
    }

    [Theory]
    [InlineData("--device", "plant-nobody")]
    [InlineData("--from", "yesterday")]
    [InlineData("--output", "/nowhere/at/all.csv")]
    public async Task Export_OfWhatCannotBe_Ends1AndSaysWhy(string option, string value)
    {
        var ended = await _gateway.CommandAsync("export", option, value);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(value.Trim('/').Split('/')[0], ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export", "--format", "parquet")]
    [InlineData("export", "--format", "xlsx")]
    [InlineData("export", "--json")]
    [InlineData("import")]
    [InlineData("import", "readings.xlsx")]
    [InlineData("import", "readings.csv", "--map", "plant-fern")]
    public async Task Command_WrongUsage_Ends2(params string[] arguments)
    {
        var ended = await _gateway.CommandAsync(arguments);

        Assert.Equal(2, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
    }

    [Fact]
    public async Task Import_NoSuchFile_Ends1AndNamesIt()
    {
        var ended = await _gateway.CommandAsync("import", _folder["nowhere.csv"]);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("nowhere.csv", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    private async Task<Finished> SucceedAsync(params string[] arguments)
    {
        var ended = await _gateway.CommandAsync(arguments);
        Assert.True(ended.ExitCode == 0, ended.Error + ended.Output);
        return ended;
    }

    private static long Number(Finished ended, string name)
    {
        Assert.True(ended.ExitCode == 0, ended.Error + ended.Output);
        return JsonDocument.Parse(ended.Output).RootElement.GetProperty(name).GetInt64();
    }
}

public sealed class BuiltGatewayArchiveTests : ArchiveTests
{
    private protected override string Executable => Repository.Gateway;
}

public sealed class NativeGatewayArchiveTests : ArchiveTests
{
    private protected override string Executable => Repository.NativeGateway;
}
