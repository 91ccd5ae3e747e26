using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Archives;

/// <summary>The verbs export and import as people type them.</summary>
public sealed class ArchiveCommandTests(FilledGateway gateway) : IClassFixture<FilledGateway>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_ToStandardOutput_IsTheFile()
    {
        await gateway.SucceedAsync("export", "--output", _folder["file.csv"]);

        var printed = await gateway.SucceedAsync("export", "--format", "csv");

        Assert.Equal(await File.ReadAllTextAsync(_folder["file.csv"], TestContext.Current.CancellationToken), printed.Output);
    }

    [Fact]
    public async Task Export_ARangeOfADevice_HasNoMore()
    {
        var printed = await gateway.SucceedAsync(
            "export", "--device", "plant-fern", "--from", "2025-01-02T00:00:00Z", "--to", "2025-01-03T00:00:00Z");

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

        var refused = await gateway.CommandAsync("export", "--output", file);
        var kept = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await gateway.SucceedAsync("export", "--output", file, "--force");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", kept);
        Assert.StartsWith(
            "device_id,", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Interrupted_LeavesNoFile()
    {
        using var export = new Running(
            Repository.Gateway, ["export", "--output", _folder["cut.csv"], "--DataDirectory", gateway.DataDirectory]);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!_folder.Files.Any(file => file.EndsWith(".part", StringComparison.Ordinal)) && !export.HasEnded)
        {
            await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }

        await export.InterruptAsync();
        var ended = await export.EndAsync();

        // Where the signal came too late, the file is whole and there.
        if (ended.ExitCode == 0) Assert.Equal(["cut.csv"], _folder.Files);
        else Assert.Empty(_folder.Files);
    }

    [Theory]
    [InlineData("--device", "plant-nobody")]
    [InlineData("--output", "/nowhere/at/all.csv")]
    public async Task Export_OfWhatCannotBe_Ends1AndSaysWhy(string option, string value)
    {
        var ended = await gateway.CommandAsync("export", option, value);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(value.Trim('/').Split('/')[0], ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoSuchFile_Ends1AndNamesIt()
    {
        var ended = await gateway.CommandAsync("import", _folder["nowhere.csv"]);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains("nowhere.csv", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export", "--format", "parquet")]
    [InlineData("export", "--format", "xlsx")]
    [InlineData("export", "--json")]
    [InlineData("export", "--from", "yesterday")]
    [InlineData("export", "--output", "readings.xlsx")]
    [InlineData("import")]
    [InlineData("import", "readings.xlsx")]
    [InlineData("import", "readings.csv", "--map", "plant-fern")]
    public async Task Command_WrongUsage_Ends2(params string[] arguments)
    {
        await using var none = new GatewayProcess();

        var ended = await none.CommandAsync(arguments);

        Assert.Equal(2, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
    }
}
