namespace PlantOps.EndToEnd.Tests.Gateways;

/// <summary>A tmpfs of a few megabytes; mounting it takes root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("plantops-disk-").FullName;

    private string Ballast => Path.Combine(_path, "ballast");

    public static async Task<SmallDisk> MountedAsync(int megabytes)
    {
        var disk = new SmallDisk();
        var mounted = await Finished.RunAsync("mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk._path]);
        Component.Need(mounted.ExitCode == 0, "The right to mount a small file system");
        return disk;
    }

    public string CreateFolder(string name) => Directory.CreateDirectory(Path.Combine(_path, name)).FullName;

    /// <summary>Writes until there is no room left.</summary>
    public async Task FillAsync()
    {
        await using var file = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 16, 1 << 12, 1])
        {
            try
            {
                while (true) file.Write(new byte[size]);
            }
            catch (IOException)
            {
                // Full to within this size.
            }
        }
    }

    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await Finished.RunAsync("umount", ["-l", _path]);
        Directory.Delete(_path);
    }
}
