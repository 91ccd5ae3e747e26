using System.Globalization;

namespace PlantOps.Benchmarks.Servers;

/// <summary>Gives a process a part of a processor and no more, by a control group of its own.</summary>
internal sealed class ProcessorShare : IDisposable
{
    private const string First = "/sys/fs/cgroup/cpu";
    private const string Second = "/sys/fs/cgroup";
    private const int PeriodMicroseconds = 20_000;

    private readonly string _folder;
    private readonly string _parent;

    private ProcessorShare(string parent)
    {
        _parent = parent;
        _folder = Path.Combine(parent, $"plantops-benchmark-{Guid.NewGuid():N}");
        Directory.CreateDirectory(_folder);
    }

    /// <param name="processId">Which; with the threads and children that it gets from now on.</param>
    /// <param name="share">Of one processor.</param>
    public static ProcessorShare Give(int processId, double share)
    {
        var isFirst = File.Exists(Path.Combine(First, "cpu.cfs_quota_us")) || Directory.Exists(First);
        var given = new ProcessorShare(isFirst ? First : Second);
        var microseconds = ((int)(share * PeriodMicroseconds)).ToString(CultureInfo.InvariantCulture);
        if (isFirst)
        {
            given.Write("cpu.cfs_period_us", $"{PeriodMicroseconds}");
            given.Write("cpu.cfs_quota_us", microseconds);
        }
        else
        {
            given.Write("cpu.max", $"{microseconds} {PeriodMicroseconds}");
        }

        given.Write("cgroup.procs", $"{processId}");
        return given;
    }

    /// <summary>Once the process has ended.</summary>
    public void Dispose()
    {
        // Whoever is still in it goes back.
        foreach (var process in File.ReadAllLines(Path.Combine(_folder, "cgroup.procs")))
            File.WriteAllText(Path.Combine(_parent, "cgroup.procs"), process);
        Directory.Delete(_folder);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder, file), text);
}
