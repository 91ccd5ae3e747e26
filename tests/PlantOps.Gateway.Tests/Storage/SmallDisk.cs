using System.Diagnostics;

namespace PlantOps.Gateway.Tests.Storage;

/// <summary>
/// A file system of its own that can be filled up. Only root of a Linux can make one; elsewhere the test is skipped.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TemporaryDirectory _mountPoint = new();

    public SmallDisk(int megabytes)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.UserName == "root", "Mounting a small disk needs root on Linux.");
        var mounted = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _mountPoint.Path);
        Assert.SkipUnless(mounted, "Mounting is not allowed here.");
    }

    public string Path => _mountPoint.Path;

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Writes until nothing more fits.</summary>
    public void Fill()
    {
        using var filler = File.OpenHandle(Filler, FileMode.Append, FileAccess.Write);
        var block = new byte[4096];
        try
        {
            for (long at = 0; ; at += block.Length) RandomAccess.Write(filler, block, at);
        }
        catch (IOException)
        {
            // Full: that is what was wanted.
        }
    }

    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", Path);
        _mountPoint.Dispose();
    }

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(command, arguments);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
