using System.Diagnostics;

namespace PlantOps.VirtualDevice.Time;

/// <summary>The time in which a virtual plant lives: it begins at an instant and runs faster than ours.</summary>
internal sealed class SimulatedTime(double speed, TimeSpan start)
{
    private readonly long _beginUnixMs = DateTimeOffset.UtcNow.Add(start).ToUnixTimeMilliseconds();
    private readonly Stopwatch _real = Stopwatch.StartNew();

    /// <summary>What has passed of it, in milliseconds.</summary>
    public long ElapsedMs => (long)(_real.Elapsed.TotalMilliseconds * speed);

    public long UnixMs => _beginUnixMs + ElapsedMs;

    /// <summary>How long a span of it takes in our time.</summary>
    public TimeSpan Real(TimeSpan span) => span / speed;

    /// <summary>How long a span of our time is in it, in milliseconds.</summary>
    public int SimulatedMs(TimeSpan real) => (int)Math.Min(int.MaxValue, real.TotalMilliseconds * speed);
}
