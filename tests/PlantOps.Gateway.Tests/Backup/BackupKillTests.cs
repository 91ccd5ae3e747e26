using System.Diagnostics;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Backup;

/// <summary>A process of its own backs up and restores, and is killed at each step.</summary>
public sealed class BackupKillTests : IDisposable
{
    private const int KilledExitCode = 137;
    private const int Readings = 500;

    private readonly Storage.TemporaryDirectory _data = new();
    private readonly Storage.TemporaryDirectory _other = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backups => Path.Combine(_other.Path, "backups");

    private string Restored => Path.Combine(_other.Path, "restored");

    [Theory]
    [InlineData(BackupSteps.Snapshot, 1)]
    [InlineData(BackupSteps.Digest, 1)]
    [InlineData(BackupSteps.Pack, 1)]
    [InlineData(BackupSteps.Name, 1)]
    [InlineData(BackupSteps.Unpack, 2)]
    [InlineData(BackupSteps.Compare, 2)]
    [InlineData(BackupSteps.Clean, 2)]
    public async Task RunAsync_KilledAtAStep_ListsWholeOnesAndTheNextWorks(string step, int whole)
    {
        await MakeOne();

        Assert.Equal(KilledExitCode, await RunAndKill(_data.Path, "backup", step));

        Assert.Equal(whole, BackupFile.In(Backups).Count);
        foreach (var backup in BackupFile.In(Backups)) Check(backup);
        await MakeOne();
        Assert.All(Directory.EnumerateFileSystemEntries(Backups), path =>
            Assert.EndsWith(".backup", path, StringComparison.Ordinal));
        Check(BackupFile.In(Backups)[0]);
    }

    [Theory]
    [InlineData(BackupSteps.Unpack)]
    [InlineData(BackupSteps.Compare)]
    [InlineData(BackupSteps.Place)]
    public async Task Restore_KilledAtAStep_LeavesTheDirectoryAndTheNextWorks(string step)
    {
        await MakeOne();

        Assert.Equal(KilledExitCode, await RunAndKill(Restored, "restore", step));

        Assert.False(Directory.Exists(Restored));
        Restore();
        using var kit = new BackupKit(Restored, Backups);
        Assert.Equal(Readings, kit.Stores.Readings.Read(1, 0, long.MaxValue, int.MaxValue).Count);
    }

    // Before the first file, within, before the database, and behind it: in the root of a disk, which cannot be renamed.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Restore_KilledWhileItCopiesIntoTheRootOfADisk_NoGatewayStartsThereAndTheNextWorks(int file)
    {
        await MakeOne();
        Directory.CreateDirectory(Path.Combine(Restored, "lost+found"));

        Assert.Equal(KilledExitCode, await RunAndKill(Restored, "restore", $"{BackupSteps.PlaceFile}:{file}"));

        var refusal = await Assert.ThrowsAsync<GatewayStartException>(() => GatewayHost.StartedAsync(dataDirectory: Restored));
        Assert.Contains("was broken off", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"--to {Restored}", refusal.Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Restored, "mine"), "mine");
        Assert.Throws<IOException>(() => Restore());
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Restored, "mine")));
        File.Delete(Path.Combine(Restored, "mine"));

        Restore();
        using var kit = new BackupKit(Restored, Backups);
        Assert.Equal(Readings, kit.Stores.Readings.Read(1, 0, long.MaxValue, int.MaxValue).Count);
        Assert.Null(UnfinishedRestore.ProblemOf(Restored));
        Assert.True(Directory.Exists(Path.Combine(Restored, "lost+found")));
    }

    public void Dispose()
    {
        _data.Dispose();
        _other.Dispose();
    }

    private async Task MakeOne()
    {
        using var kit = new BackupKit(_data.Path, Backups, change: options => options.Keep = new BackupKeeping(0, 0, 1000));
        if (kit.Stores.Devices().Count == 0)
            kit.Get<IDeviceStore>().Admit(new Device(1, "fern", "Fern", "hw-1", new byte[32], 60, 0), null);
        kit.Stores.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(Readings)));
        Assert.NotNull(await kit.Runner.RunAsync(Token));
    }

    private void Check(BackupFile backup) =>
        BackupCheck.Restore(backup.Path, null, Path.Combine(_other.Path, "checked"), new BackupSteps(), TimeProvider.System,
            Token);

    private void Restore() =>
        new BackupRestore(new BackupSteps(), TimeProvider.System).Run(BackupFile.In(Backups)[0], null, Restored, Token);

    private async Task<int> RunAndKill(string data, string what, string step)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "PlantOps.CrashWriter.dll"), data, "0", what, step, Backups];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments))!;
        await process.WaitForExitAsync(Token);
        return process.ExitCode;
    }
}
