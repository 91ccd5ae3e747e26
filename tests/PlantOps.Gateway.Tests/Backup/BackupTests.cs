using PlantOps.Gateway.Backup;
using PlantOps.Gateway.Devices;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Records;
using PlantOps.Gateway.Tests.Storage;

namespace PlantOps.Gateway.Tests.Backup;

/// <summary>What a backup is, and what is found where it is not that any more.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Passphrase = "a horse and a staple";
    private const int Flips = 400;

    private readonly Storage.TemporaryDirectory _data = new();
    private readonly Storage.TemporaryDirectory _other = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Backups => Path.Combine(_other.Path, "backups");

    private string Restored => Path.Combine(_other.Path, "restored");

    [Theory]
    [InlineData(null)]
    [InlineData(Passphrase)]
    public async Task RunAsync_Everything_IsRestoredAsItWas(string? passphrase)
    {
        using var kit = Filled(passphrase);
        var result = await kit.Runner.RunAsync(Token);

        var backup = Assert.Single(BackupFile.In(Backups));
        Assert.Equal((backup.Id, 3000, passphrase is not null), (result!.Id, result.Readings, result.Encrypted));
        if (!OperatingSystem.IsWindows()) Assert.Equal(OwnFile.Mode, File.GetUnixFileMode(backup.Path));
        Assert.Equal([backup.Path], Directory.EnumerateFileSystemEntries(Backups));
        var restored = new BackupRestore(new BackupSteps(), TimeProvider.System).Run(backup, passphrase, Restored, Token);
        Assert.Equal("a key", File.ReadAllText(Path.Combine(Restored, "keys", "key-1.xml")));
        Assert.Equal("a certificate", File.ReadAllText(Path.Combine(Restored, "certs", "ca.pem")));
        Assert.Contains(restored.Missing, line => line.Contains("Fern (fern)", StringComparison.Ordinal));
        using var again = new BackupKit(Restored, Backups);
        Assert.Equal(
            kit.Stores.Readings.Read(1, 0, long.MaxValue, int.MaxValue),
                again.Stores.Readings.Read(1, 0, long.MaxValue, int.MaxValue));
        Assert.Equal(kit.Get<IRecords>().Read(RecordSet.Plants, RecordRange.All), again.Get<IRecords>()
            .Read(RecordSet.Plants, RecordRange.All));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Passphrase)]
    public async Task Restore_AByteIsFlipped_FindsIt(string? passphrase)
    {
        using var kit = Filled(passphrase, readings: 30);
        await kit.Runner.RunAsync(Token);
        var backup = Assert.Single(BackupFile.In(Backups));
        var bytes = File.ReadAllBytes(backup.Path);
        var random = new Random(7);
        var flipped = Path.Combine(_other.Path, "flipped");
        var places = Enumerable.Range(0, 40).Concat(Enumerable.Range(bytes.Length - 120, 120));
        if (passphrase is null) places = places.Concat(Enumerable.Range(0, Flips).Select(_ => random.Next(bytes.Length)));
        foreach (var place in places)
        {
            var damaged = bytes.ToArray();
            damaged[place] ^= (byte)(1 << random.Next(8));

            // What a key is made with takes half a second for each try.
            if (passphrase is not null && place is >= 8 and < 28) continue;
            File.WriteAllBytes(flipped, damaged);
            Assert.Throws<InvalidDataException>(() => BackupArchive.Unpack(flipped, passphrase, Empty(), Token));
        }
    }

    [Fact]
    public async Task Verify_AnotherCellInTheDatabase_NamesTheCollection()
    {
        using var kit = Filled(null);
        await kit.Runner.RunAsync(Token);
        var backup = Assert.Single(BackupFile.In(Backups));
        var manifest = BackupArchive.Unpack(backup.Path, null, Empty(), Token);
        using (var changed = new BackupKit(Restored, Backups))
        {
            var record = changed.Get<IRecords>().Read(RecordSet.Plants, RecordRange.All)[0];
            changed.Get<IRecords>().TryCommit([new RecordChange(RecordSet.Plants, record.Id, """{"name":"Basil"}""", null)]);
        }

        File.Delete(Path.Combine(Restored, "plantops.db-log"));
        var files = manifest.Files.Select(file => BackupArchive.Describe(Restored, Path.Combine(Restored, file.Name), Token))
            .ToArray();
        var forged = BackupFile.PathOf(_other.Path, "20260501-030000");
        BackupArchive.Write(forged, null, Restored, With(manifest, files), new BackupSteps(), Token);

        var found = Assert.Throws<InvalidDataException>(() =>
            BackupCheck.Restore(forged, null, Path.Combine(_other.Path, "checked"), new BackupSteps(), TimeProvider.System,
                Token));

        Assert.Contains("'plants'", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ADirectoryThatIsNotEmpty_IsRefused()
    {
        using var kit = Filled(null);
        await kit.Runner.RunAsync(Token);
        Directory.CreateDirectory(Restored);
        File.WriteAllText(Path.Combine(Restored, "mine"), "mine");

        var refused = Assert.Throws<IOException>(() =>
            new BackupRestore(new BackupSteps(), TimeProvider.System).Run(BackupFile.In(Backups)[0], null, Restored, Token));

        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["mine"], Directory.EnumerateFileSystemEntries(Restored).Select(Path.GetFileName));
    }

    [Fact]
    public async Task RunAsync_ProgramsTakeItElsewhereAndBack_WhatCameBackIsTried()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_other.Path, "else where")).FullName;
        using var kit = Filled(null, change: options =>
        {
            options.Command = $"cp {{file}} '{elsewhere}'";
            options.FetchCommand = $"cp '{elsewhere}/{{name}}' {{file}}";
        });

        Assert.NotNull(await kit.Runner.RunAsync(Token));
        Assert.Equal(BackupFile.In(Backups).Select(backup => backup.Id), BackupFile.In(elsewhere).Select(backup => backup.Id));
    }

    [Theory]
    [InlineData("false {file}", "'false' ended with 1")]
    [InlineData("no-such-program {file}", "'no-such-program' cannot be run")]
    [InlineData("sh -c 'echo quota exceeded >&2; exit 3' {file}", "'sh' ended with 3: quota exceeded")]
    public async Task RunAsync_TheProgramFails_SaysWhyAndKeepsTheBackup(string command, string reason)
    {
        using var kit = Filled(null, change: options => options.Command = command);

        var failed = await Assert.ThrowsAsync<IOException>(() => kit.Runner.RunAsync(Token));

        Assert.Contains(reason, failed.Message, StringComparison.Ordinal);
        Assert.Single(BackupFile.In(Backups));
        Assert.Equal((1, failed.Message), (kit.Runner.Record.Failures, kit.Runner.Record.Reason));
    }

    [Fact]
    public async Task RunAsync_WhatComesBackIsDamaged_SaysSo()
    {
        using var kit = Filled(null, change: options =>
        {
            options.Command = "true {file}";
            options.FetchCommand = "sh -c 'echo nothing > {file}'";
        });

        var failed = await Assert.ThrowsAsync<IOException>(() => kit.Runner.RunAsync(Token));

        Assert.Contains("cannot be restored", failed.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _data.Dispose();
        _other.Dispose();
    }

    private static BackupManifest With(BackupManifest manifest, BackedUpFile[] files) => new()
    {
        Format = manifest.Format,
        Version = manifest.Version,
        TakenAt = manifest.TakenAt,
        Provider = manifest.Provider,
        Readings = manifest.Readings,
        Days = manifest.Days,
        Devices = manifest.Devices,
        Collections = manifest.Collections,
        Files = files,
    };

    private string Empty()
    {
        OwnFolder.MakeEmpty(Restored);
        return Restored;
    }

    private BackupKit Filled(string? passphrase, int readings = 3000, Action<BackupOptions>? change = null)
    {
        var kit = new BackupKit(_data.Path, Backups, passphrase, change: change);
        kit.Get<IDeviceStore>().Admit(new Device(1, "fern", "Fern", "hw-1", new byte[32], 60, 0), null);
        kit.Stores.Readings.Append(TestReadings.Group(1, TestReadings.Minutes(readings)));
        kit.Get<IRecords>().TryCommit([new RecordChange(RecordSet.Plants, "p-1", """{"name":"Fern"}""", 0)]);
        return kit;
    }
}
