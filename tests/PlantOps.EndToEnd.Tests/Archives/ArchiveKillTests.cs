using System.Diagnostics;
using System.Text.Json;
using PlantOps.EndToEnd.Tests.Gateways;

namespace PlantOps.EndToEnd.Tests.Archives;

/// <summary>Gateway and command line are killed in turn, at random instants, while an archive is written and read.</summary>
public sealed class ArchiveKillTests(ITestOutputHelper output)
{
    private const int Rounds = 20;
    private const int Readings = 25_000;

    [Fact]
    public async Task Kill_WhileExporting_LeavesNoHalfFileUnderItsName()
    {
        var random = new Random(20_261_125);
        using var folder = new Folder();
        await using var gateway = await GatewayProcess.StartedAsync();
        await ImportAsync(gateway, folder.WriteHistory("history.csv", "plant-fern", 4 * Readings));
        var started = Stopwatch.GetTimestamp();
        await gateway.CommandAsync("export", "--output", folder["whole.csv"]);
        var whole = Stopwatch.GetElapsedTime(started);
        await gateway.CommandAsync("export", "--output", folder["whole.parquet"]);
        var cut = 0;

        for (var round = 0; round < Rounds; round++)
        {
            var name = $"{round}.{(round % 4 < 2 ? "csv" : "parquet")}";
            using var export = new Running(
                Repository.Program, ["export", "--output", folder[name], "--DataDirectory", gateway.DataDirectory]);
            await KillAsync(round, gateway, export, whole * random.NextDouble() * 1.2);
            if (!folder.Files.Contains(name)) cut++;
            else Assert.Equal(folder.Read($"whole{Path.GetExtension(name)}"), folder.Read(name));
        }

        // Only the command line's own death leaves what it had written, under another name.
        var halves = folder.Files.Count(file => file.EndsWith(".part", StringComparison.Ordinal));
        output.WriteLine($"{Rounds} rounds, {cut} exports cut off, {halves} of them while the file was written.");
        Assert.InRange(halves, 1, Rounds / 2);
    }

    [Fact]
    public async Task Kill_WhileImporting_RunAgainStoresEverythingOnce()
    {
        var random = new Random(20_261_126);
        using var folder = new Folder();
        await using var gateway = await GatewayProcess.StartedAsync();
        long storedBefore = 0;
        var started = Stopwatch.GetTimestamp();
        await ImportAsync(gateway, folder.WriteHistory("history.csv", "plant-0", Readings));
        var whole = Stopwatch.GetElapsedTime(started);

        for (var round = 1; round <= Rounds; round++)
        {
            var file = folder.WriteHistory("history.csv", $"plant-{round}", Readings);
            using var import = new Running(
                Repository.Program, ["import", file, "--create-devices", "--DataDirectory", gateway.DataDirectory]);
            await KillAsync(round, gateway, import, whole * random.NextDouble() * 1.2);

            var again = await ImportAsync(gateway, file);

            storedBefore += again.Existing;
            Assert.Equal((Readings, 0), (again.New + again.Existing, again.Clashing));
        }

        var exported = await gateway.CommandAsync("export", "--output", folder["exported.csv"], "--json");
        Assert.Equal((Rounds + 1) * Readings, JsonDocument.Parse(exported.Output).RootElement.GetProperty("readings").GetInt32());

        output.WriteLine($"{Rounds} rounds, {storedBefore} of {Rounds * Readings} readings were stored before the kills.");
        Assert.InRange(storedBefore, 1, (Rounds * Readings) - 1);
    }

    private static async Task KillAsync(int round, GatewayProcess gateway, Running command, TimeSpan after)
    {
        using var timer = new PeriodicTimer(after + TimeSpan.FromMilliseconds(1));
        await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        if (round % 2 == 0)
        {
            command.Kill();
            await command.EndAsync();
            return;
        }

        await gateway.KillAsync();
        await command.EndAsync();
        await gateway.StartAsync();
    }

    private static async Task<(long New, long Existing, long Clashing)> ImportAsync(GatewayProcess gateway, string file)
    {
        var ended = await gateway.CommandAsync("import", file, "--create-devices", "--json");
        Assert.True(ended.ExitCode == 0, ended.Error + ended.Output);
        var summary = JsonDocument.Parse(ended.Output).RootElement;
        return (summary.GetProperty("new").GetInt64(), summary.GetProperty("existing").GetInt64(),
            summary.GetProperty("clashing").GetInt64());
    }
}
