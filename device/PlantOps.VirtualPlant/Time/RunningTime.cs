using System.Diagnostics;

namespace PlantOps.VirtualDevice.Time;

/// <summary>Our time, less what passes while nobody gets to call <see cref="Go"/>: then at most a step goes by.</summary>
internal sealed class RunningTime(TimeSpan maxStep)
{
    private readonly Lock _gate = new();
    private readonly Stopwatch _real = Stopwatch.StartNew();
    private TimeSpan _before;
    private TimeSpan _since;

    public TimeSpan Elapsed
    {
        get { lock (_gate) return At(_real.Elapsed); }
    }

    /// <summary>Takes what has passed as passed, and lets the next step begin.</summary>
    public void Go()
    {
        lock (_gate)
        {
            var now = _real.Elapsed;
            _before = At(now);
            _since = now;
        }
    }

    private TimeSpan At(TimeSpan now) => _before + TimeSpan.FromTicks(Math.Min((now - _since).Ticks, maxStep.Ticks));
}
