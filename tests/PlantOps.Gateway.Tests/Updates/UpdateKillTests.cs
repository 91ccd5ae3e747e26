using System.Diagnostics;
using System.Globalization;
using PlantOps.Gateway.Hosting.Health;
using PlantOps.Gateway.Updates;

namespace PlantOps.Gateway.Tests.Updates;

/// <summary>
/// Whoever updates is killed at each step, as by a power cut: the next one ends what was begun, and nothing is lost.
/// </summary>
public sealed class UpdateKillTests
{
    private const int KilledExitCode = 137;
    private const string Other = "9.9.9";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_OfAProgramThatBreaksTheDatabaseKilledAtEachStep_IsTakenBackWithNothingLost()
    {
        await using var bench = new UpdateBench(HealthApi.Version);
        bench.Program(Other, "echo broken >\"$data/plantops.db\"; echo broken >\"$data/plantops.db-log\"; exit 1");
        await bench.Archive(Other);
        await bench.Start();
        string[] stages =
        [
            UpdateStages.Unpack, UpdateStages.Keep, UpdateStages.Rehearse, UpdateStages.Stop, UpdateStages.Copy,
            UpdateStages.Switch, UpdateStages.Start, UpdateStages.Back, UpdateStages.PutBack, UpdateStages.StartBefore,
            UpdateStages.Finish, UpdateStages.Forget,
        ];
        foreach (var stage in stages)
        {
            Assert.Equal((stage, KilledExitCode), (stage, await RunAndKill(bench, stage, patience: 2)));

            Assert.Equal((stage, null), (stage, await bench.Steps.Recover(Token)));

            await IsWhole(bench, stage, HealthApi.Version);
        }
    }

    [Theory]
    [InlineData(UpdateStages.Finish)]
    [InlineData(UpdateStages.Forget)]
    public async Task Apply_OfAProgramThatWorksKilledAtItsEnd_StaysThere(string stage)
    {
        await using var bench = new UpdateBench("0.0.1", worksLater: true);
        bench.Real(HealthApi.Version);
        await bench.Archive(HealthApi.Version);
        await bench.Start();

        Assert.Equal(KilledExitCode, await RunAndKill(bench, stage, patience: 60));

        Assert.Null(await bench.Steps.Recover(Token));
        await IsWhole(bench, stage, HealthApi.Version);
        Assert.Equal("0.0.1", bench.Installation.Previous);
    }

    private static async Task IsWhole(UpdateBench bench, string stage, string version)
    {
        var contents = await bench.Contents();
        Assert.Equal((stage, version, 1, UpdateBench.Readings),
            (stage, bench.Installation.Current, contents!.Devices, (int)contents.Readings));
        Assert.False(bench.Steps.IsBrokenOff, stage);
        Assert.False(Directory.Exists(Path.Combine(bench.Data, BackupBeforeUpdate.FolderName)), stage);
        // What is left of a stop that went well is taken away by the next update.
        if (stage != UpdateStages.Forget) Assert.Empty(Directory.EnumerateFiles(bench.Data, "*.before-update"));
    }

    private static async Task<int> RunAndKill(UpdateBench bench, string stage, int patience)
    {
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "PlantOps.CrashWriter.dll"), bench.Data,
            patience.ToString(CultureInfo.InvariantCulture), "update", stage, bench.Root,
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }
}
