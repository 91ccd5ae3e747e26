using PlantOps.Gateway.CommandLine;
using PlantOps.Gateway.Hosting.Files;
using PlantOps.Gateway.Storage.Moving;
using PlantOps.Gateway.Tests.Hosting;

namespace PlantOps.Gateway.Tests.Storage.Damage;

/// <summary>
/// What the gateway writes is for its owner only, also in a directory that was there before and that everybody may look into.
/// </summary>
public sealed class FileModeTests : IDisposable
{
    private const UnixFileMode Open = (UnixFileMode)0b111_101_101;

    private readonly TemporaryDirectory _directory = new();

    public FileModeTests()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no Unix file modes.");
            return;
        }

        File.SetUnixFileMode(_directory.Path, Open);
    }

    [Fact]
    public async Task Start_InADirectoryForEverybody_WritesForItsOwnerOnly()
    {
        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);

        var loose = Loose();

        Assert.Equal([Path.Combine("certs", "ca.crt")], loose);
        Assert.True(File.Exists(_directory.Data.Database));
    }

    [Fact]
    public async Task Start_OnFilesThatOthersMayRead_TakesThatAway()
    {
        await using (await GatewayHost.StartedAsync(dataDirectory: _directory.Path))
        {
            // Makes the files.
        }

        string[] secrets = ["plantops.db", "plantops.db-log", "store.json.part", Path.Combine("certs", "server.pem")];
        foreach (var name in secrets)
        {
            var path = Path.Combine(_directory.Path, name);
            if (!File.Exists(path)) File.WriteAllText(path, string.Empty);
            Loosen(path);
        }

        var mine = Path.Combine(_directory.Path, "notes.txt");
        File.WriteAllText(mine, "of the owner");
        Loosen(mine);

        await using var gateway = await GatewayHost.StartedAsync(dataDirectory: _directory.Path);

        Assert.Equal([Path.Combine("certs", "ca.crt"), "notes.txt"], Loose());
    }

    [Fact]
    public async Task Write_CopiesMarkersAndExports_AreForTheirOwnerOnly()
    {
        using (var file = _directory.OpenFile())
            file.CopyTo(Path.Combine(_directory.Path, "copy.db"), TestContext.Current.CancellationToken);
        new StoreMarker { Provider = "LiteDb", MovedAt = 1 }.Write(_directory.Path);
        await using (var output = new OutputFile(Path.Combine(_directory.Path, "export.csv"), replace: false)) output.Keep();

        Assert.Empty(Loose());
        Assert.Equal(5, Directory.GetFiles(_directory.Path).Length);
    }

    public void Dispose() => _directory.Dispose();

    private static void Loosen(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, OwnFile.Mode | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    private List<string> Loose() =>
    [
        .. Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories)
            .Where(path =>
                !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(OwnFile.Mode | UnixFileMode.UserExecute)) != 0)
            .Select(path => Path.GetRelativePath(_directory.Path, path))
            .Order(StringComparer.Ordinal),
    ];
}
