namespace PlantOps.VirtualDevice.Time;

/// <summary>
/// The time in which a virtual plant lives: it begins at an instant and runs faster than ours. A fast one goes on only while
/// this machine lets its threads run: on a busy machine it slows down, instead of passing hours in which no device could act.
/// </summary>
internal sealed class SimulatedTime : IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(2);

    /// <summary>What passes at most without a beat.</summary>
    private static readonly TimeSpan MaxStep = TimeSpan.FromMilliseconds(8);

    private readonly double _speed;
    private readonly long _beginUnixMs;
    private readonly RunningTime _running;
    private readonly Timer? _beats;

    /// <param name="speed">How many times as fast as ours.</param>
    /// <param name="start">When it begins, from now.</param>
    public SimulatedTime(double speed, TimeSpan start)
    {
        _speed = speed;
        _beginUnixMs = DateTimeOffset.UtcNow.Add(start).ToUnixTimeMilliseconds();
        _running = new RunningTime(speed > 1 ? MaxStep : TimeSpan.MaxValue);
        if (speed > 1) _beats = new Timer(running => ((RunningTime)running!).Go(), _running, Beat, Beat);
    }

    /// <summary>What has passed of it, in milliseconds.</summary>
    public long ElapsedMs => (long)(_running.Elapsed.TotalMilliseconds * _speed);

    public long UnixMs => _beginUnixMs + ElapsedMs;

    /// <summary>How long a span of it takes in our time.</summary>
    public TimeSpan Real(TimeSpan span) => span / _speed;

    /// <summary>How long a span of our time is in it, in milliseconds.</summary>
    public int SimulatedMs(TimeSpan real) => (int)Math.Min(int.MaxValue, real.TotalMilliseconds * _speed);

    /// <summary>Ends its beats; what has passed stays.</summary>
    public void Dispose() => _beats?.Dispose();
}
