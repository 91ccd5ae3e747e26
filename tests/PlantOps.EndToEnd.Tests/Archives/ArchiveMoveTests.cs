using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Archives;

/// <summary>Readings out of one gateway and into another, by the program itself.</summary>
public abstract class ArchiveMoveTests
{
    private const int Readings = 30_000;

    private protected abstract string Executable { get; }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public async Task Export_ImportedByAnotherGateway_IsTheSameFileAgain(string format)
    {
        Component.Need(File.Exists(Executable), $"{Executable}, which tests/publish-native makes,");
        using var folder = new Folder();
        await using var gateway = await GatewayProcess.StartedAsync(Executable);
        await using var other = await GatewayProcess.StartedAsync(Executable);
        var (first, second) = (folder[$"first.{format}"], folder[$"second.{format}"]);
        await gateway.CommandAsync("import", folder.WriteHistory("history.csv", "plant-fern", Readings), "--create-devices");

        var exported = await gateway.CommandAsync("export", "--output", first, "--json");
        var refused = await other.CommandAsync("import", first);
        var imported = await other.CommandAsync("import", first, "--create-devices", "--json");
        var again = await other.CommandAsync("import", first, "--json");
        await other.CommandAsync("export", "--output", second);

        Assert.Equal(Readings, Number(exported, "readings"));
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("'plant-fern' (Fern, tall)", refused.Error, StringComparison.Ordinal);
        Assert.Equal((Readings, 0), (Number(imported, "new"), Number(imported, "existing")));
        Assert.Equal((0, Readings), (Number(again, "new"), Number(again, "existing")));
        Assert.Equal(folder.Read($"first.{format}"), folder.Read($"second.{format}"));
    }

    private static long Number(Finished ended, string name)
    {
        Assert.True(ended.ExitCode == 0, ended.Error + ended.Output);
        return JsonDocument.Parse(ended.Output).RootElement.GetProperty(name).GetInt64();
    }
}

public sealed class BuiltGatewayArchiveMoveTests : ArchiveMoveTests
{
    private protected override string Executable => Repository.Gateway;
}

public sealed class NativeGatewayArchiveMoveTests : ArchiveMoveTests
{
    private protected override string Executable => Repository.NativeGateway;
}
