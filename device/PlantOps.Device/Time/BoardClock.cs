using System;
using nanoFramework.Runtime.Native;
using PlantOps.Contracts;
using PlantOps.Device.Core.Time;

namespace PlantOps.Device.Time;

/// <summary>
/// The board's clocks. The calendar runs on through a restart and through deep sleep, not through a power cut, and
/// then begins in 1970. It is set to whole seconds, so it may be half a second off. Certificates are checked by it.
/// </summary>
internal sealed class BoardClock : IClock
{
    private const int RoundingMs = 500;

    private readonly long _startMs = Environment.TickCount64;

    public long UptimeMs => Environment.TickCount64 - _startMs;

    public long UnixMs
    {
        get
        {
#pragma warning disable RS0030 // This is the clock that all the rest is given.
            long now = (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
#pragma warning restore RS0030
            return now >= Limits.EarliestTime ? now : 0;
        }
    }

    public void SetUnixMs(long unixMs) =>
        Rtc.SetSystemTime(new DateTime(DateTime.UnixEpoch.Ticks + ((unixMs + RoundingMs) * TimeSpan.TicksPerMillisecond)));

    public ISignal NewSignal() => new EventSignal();
}
