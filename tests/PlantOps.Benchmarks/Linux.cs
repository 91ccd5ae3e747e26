using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PlantOps.Benchmarks;

/// <summary>What .NET has no word for.</summary>
internal static partial class Linux
{
    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;
    private const int Terminate = 15;

    /// <summary>Sleeps until a <see cref="Stopwatch"/> time, which on Linux is the monotonic clock in nanoseconds.</summary>
    public static void SleepUntil(long timestamp)
    {
        if (timestamp <= Stopwatch.GetTimestamp()) return;
        var (seconds, nanoseconds) = Math.DivRem(timestamp, Stopwatch.Frequency);
        var until = new TimeSpecification { Seconds = seconds, Nanoseconds = nanoseconds };
        while (ClockNanosleep(Monotonic, AbsoluteTime, in until, IntPtr.Zero) != 0) { }
    }

    /// <summary>Asks a process to end, as systemd and docker do.</summary>
    public static void AskToEnd(int processId)
    {
        if (Kill(processId, Terminate) != 0) throw new InvalidOperationException($"Process {processId} is not there.");
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in TimeSpecification until, IntPtr remaining);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
