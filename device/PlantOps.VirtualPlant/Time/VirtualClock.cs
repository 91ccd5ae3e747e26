using PlantOps.Device.Core.Time;

namespace PlantOps.VirtualDevice.Time;

/// <summary>
/// The clock of one start. It keeps its time over a power cut, as with a battery, until it is made to lose it; being
/// set only makes it known again, because the simulated time is the true one here.
/// </summary>
internal sealed class VirtualClock(SimulatedTime time, bool isKnown) : IClock
{
    private readonly long _bootMs = time.ElapsedMs;

    public bool IsKnown { get; private set; } = isKnown;

    public long UptimeMs => time.ElapsedMs - _bootMs;

    public long UnixMs => IsKnown ? time.UnixMs : 0;

    public void SetUnixMs(long unixMs) => IsKnown = true;

    public void Lose() => IsKnown = false;

    public ISignal NewSignal() => new VirtualSignal(time);
}
