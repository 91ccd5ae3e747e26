using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PlantOps.Gateway.Access;
using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Telemetry;
using PlantOps.Gateway.Tests.Hosting;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Backup;

/// <summary>A disk that has no room for a backup, or hardly any for anything.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly Storage.TemporaryDirectory _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The disk is full when a step begins, be it the copy, the packing, or the rehearsal.</summary>
    [Theory]
    [InlineData(BackupSteps.Snapshot)]
    [InlineData(BackupSteps.Digest)]
    [InlineData(BackupSteps.Pack)]
    [InlineData(BackupSteps.Unpack)]
    public async Task RunAsync_DiskFullAtAStep_FailsLeavesNothingHalfAndWorksAgain(string step)
    {
        using var disk = new SmallDisk(20);
        var backups = Path.Combine(disk.Path, "backups");
        var steps = new FillingSteps(step, disk);
        using var kit = new BackupKit(_data.Path, backups, steps: steps);
        kit.Stores.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(1000)));

        var failed = await Assert.ThrowsAnyAsync<IOException>(() => kit.Runner.RunAsync(Token));

        Assert.NotEmpty(failed.Message);
        foreach (var whole in BackupFile.In(backups))
            BackupCheck.Restore(whole.Path, null, Path.Combine(_data.Path, "checked"), new BackupSteps(), TimeProvider.System,
                Token);
        Assert.All(Directory.EnumerateFileSystemEntries(backups), path =>
            Assert.EndsWith(".backup", path, StringComparison.Ordinal));
        Assert.Equal(1, kit.Stores.Readings.Append(TestReadings.Group(1, TestReadings.At(TestReadings.Start, boot: 9))).Stored);
        disk.Free();
        steps.Over = true;
        Assert.NotNull(await kit.Runner.RunAsync(Token));
    }

    [Fact]
    public async Task DiskGuard_LittleIsLeft_RefusesPicturesImportsAndBackupsAndStoresReadings()
    {
        using var disk = new SmallDisk(60);
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await GatewayHost.StartedAsync(
            time, Path.Combine(disk.Path, "data"), null, "--Store:KeepFreeMB", "40");
        var guard = gateway.Services.GetRequiredService<DiskGuard>();
        Assert.Null(guard.Problem());
        using var filler = File.OpenHandle(Path.Combine(disk.Path, "half"), FileMode.Create, FileAccess.Write);
        RandomAccess.Write(filler, new byte[25 * 1024 * 1024], 0);

        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Contains("MB left", guard.Problem(), StringComparison.Ordinal);
        Assert.False(guard.IsNearlyFull);
        Assert.Equal("The gateway's disk is nearly full", guard.Notice()!.Title);
        RandomAccess.Write(filler, new byte[26 * 1024 * 1024], 25 * 1024 * 1024);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.True(guard.IsNearlyFull);

        using var owner = gateway.SignedIn(TokenRole.Owner);
        using var plant = await owner.PostAsync("/api/v1/plants",
            new StringContent("""{"name":"Fern"}""", null, "application/json"), Token);
        var id = System.Text.Json.JsonDocument.Parse(await plant.Content.ReadAsStringAsync(Token)).RootElement.GetProperty("id")
            .GetString();
        using var picture = await owner.PutAsync($"/api/v1/plants/{id}/photo",
            new ByteArrayContent([0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0]), Token);
        Assert.Equal(HttpStatusCode.InsufficientStorage, picture.StatusCode);
        using var file = new ByteArrayContent("device_id,time,temperature\nfern,2026-05-01T08:00:00Z,21.5\n"u8.ToArray());
        using var import = await owner.PostAsync("/api/v1/import?create_devices=true", file, Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, import.StatusCode);
        Assert.Contains("kept for readings", await import.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<IOException>(() => gateway.Services.GetRequiredService<BackupRunner>()
            .RunAsync(Token));
        Assert.Contains("kept for readings", refused.Message, StringComparison.Ordinal);
        Assert.Equal(10, gateway.Services.GetRequiredService<IReadingStore>()
            .Append(TestReadings.Group(1, TestReadings.Minutes(10))).Stored);
    }

    /// <summary>The root of a disk can be neither renamed nor deleted: what is restored is copied into it.</summary>
    [Fact]
    public async Task Restore_OntoTheRootOfADisk_IsThereWholeOrNotAtAll()
    {
        using var small = new SmallDisk(1);
        using var disk = new SmallDisk(20);
        using var backups = new Storage.TemporaryDirectory();
        using (var kit = new BackupKit(_data.Path, backups.Path))
        {
            kit.Stores.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(1000)));
            await File.WriteAllBytesAsync(Path.Combine(_data.Path, "keys", "large"), new byte[2 * 1024 * 1024], Token);
            Assert.NotNull(await kit.Runner.RunAsync(Token));
        }

        var restore = new BackupRestore(new BackupSteps(), TimeProvider.System);
        Assert.ThrowsAny<IOException>(() => restore.Run(BackupFile.In(backups.Path)[0], null, small.Path, Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(small.Path));

        restore.Run(BackupFile.In(backups.Path)[0], null, disk.Path, Token);

        Assert.False(Directory.Exists(disk.Path + BackupRestore.Unfinished));
        using var restored = new BackupKit(disk.Path, backups.Path);
        Assert.Equal(1000, restored.Stores.Readings.Read(1, 0, long.MaxValue, int.MaxValue).Count);
    }

    public void Dispose() => _data.Dispose();

    private sealed class FillingSteps(string full, SmallDisk disk) : BackupSteps
    {
        public bool Over { get; set; }

        public override void Enter(string step)
        {
            if (step == full && !Over) disk.Fill();
        }
    }
}
