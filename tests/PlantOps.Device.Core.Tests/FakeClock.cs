using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Core.Tests;

/// <summary>A clock that stands still until it is moved, or until somebody waits.</summary>
internal sealed class FakeClock : IClock
{
    public long UptimeMs { get; set; }

    public long UnixMs { get; private set; }

    /// <summary>What another thread would do while one waits.</summary>
    public Action? Waiting { get; set; }

    public void SetUnixMs(long unixMs) => UnixMs = unixMs;

    public ISignal NewSignal() => new Signal(this);

    private sealed class Signal(FakeClock clock) : ISignal
    {
        public void Set()
        {
        }

        public void Wait(int milliseconds)
        {
            clock.UptimeMs += milliseconds;
            clock.Waiting?.Invoke();
        }
    }
}
